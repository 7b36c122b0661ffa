import { wipe } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import { verifyCurrency, verifySignedRoster } from "../../crypto/documents/signed-roster.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { Vault, VaultPeriod } from "./vault.ts";

/** Days after the end of a period for which its identities are kept at least: longer than retention and transport. */
export const GRACE_DAYS = 45;

/**
 * When a roster file was called current, whatever the clock of this machine says: by its own stewards, at least as
 * many as the anchor asks for having signed the roster. A roster's own dates prove no passing of time, since rosters
 * are signed a quarter ahead; a currency statement's do, as long as the roster that it names isn't over by then: one
 * steward alone can't make years pass. @throws CryptoError
 */
export function witnessedTime(anchor: Anchor, file: RosterFile, signatures: Signatures): Instant {
  const signed = verifySignedRoster(anchor, file.roster, signatures);
  const { issued } = verifyCurrency(anchor, signed, file.currency, signatures);
  if (issued >= signed.roster.notAfter) throw new CryptoError("roster-over");
  return issued;
}

/** The latest time that any of these roster files witnesses; one that doesn't verify keeps no other from it. */
export function latestWitness(
  anchor: Anchor,
  files: readonly RosterFile[],
  signatures: Signatures,
): Instant | undefined {
  const times = files.flatMap((file) => {
    try {
      return [witnessedTime(anchor, file, signatures)];
    } catch (error) {
      if (error instanceof CryptoError) return [];
      throw error;
    }
  });
  return times.toSorted((a, b) => b - a)[0];
}

/** The first moment at which the identities of a period may be destroyed. */
export function earliestDestruction({ notAfter }: Pick<VaultPeriod, "notAfter">): Instant {
  return addSeconds(notAfter, GRACE_DAYS * SECONDS_PER_DAY);
}

/** The periods whose identities may be destroyed, having seen this time. */
export function destroyable(vault: Vault, witnessed: Instant): VaultPeriod[] {
  return vault.periods.filter((period) => period.identities && earliestDestruction(period) <= witnessed);
}

/** The vault without the identities of these periods, which are overwritten. Tips sealed to them stay closed. */
export function withoutPeriods(vault: Vault, periods: readonly VaultPeriod[]): Vault {
  for (const { identities } of periods) if (identities) wipe(identities.hybrid, identities.classic);
  const kept = vault.periods.map((period) =>
    periods.includes(period) ? { ...period, identities: null } : period,
  );
  return { ...vault, periods: kept };
}
