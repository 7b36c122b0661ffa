import {
  addSeconds,
  encodeInstant,
  parseInstant,
  SECONDS_PER_DAY,
} from "../../../crypto/documents/instant.ts";
import type { Day } from "../../../protocol/day.ts";
import type { Vault, VaultPeriod } from "../../vault/vault.ts";

/**
 * Why a vault may not open an envelope, and what to do, as far as the day on which it came tells. Which period it was
 * sealed in, only who opens it can read.
 */
export function noMatchInVault(vault: Vault, day: Day | undefined): string {
  if (day === undefined) {
    return "No key of this vault opens it: see in keys.html which periods it holds, and use the vault of its time; a casebook is opened in the workbench.";
  }
  const around = vault.periods.filter((period) => isAround(period, day));
  if (around.length === 0) {
    return `This vault holds no period around ${day}, when it came: use the vault that you had then; if you joined later, the others have it.`;
  }
  const destroyed = around.find(({ identities }) => identities === null);
  if (destroyed) {
    const until = encodeInstant(destroyed.notAfter).slice(0, 10);
    return `This vault destroyed its keys of the period until ${until}: ask a reviewer who still has them.`;
  }
  return `This vault holds keys for ${day}, when it came, and none opens it: if you were a reviewer then, ask the others whether they can.`;
}

/** Roster and clock may be a day apart from when it came, either way. */
function isAround({ notBefore, notAfter }: VaultPeriod, day: Day): boolean {
  const start = parseInstant(`${day}T00:00:00Z`);
  const [from, to] = [addSeconds(start, -SECONDS_PER_DAY), addSeconds(start, 2 * SECONDS_PER_DAY)];
  return notBefore < to && from < notAfter;
}
