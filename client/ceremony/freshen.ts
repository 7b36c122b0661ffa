import { CURRENCY_PAYLOAD_TYPE, encodeCurrency } from "../../crypto/documents/currency.ts";
import { addSeconds, encodeInstant, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { type AnchorLine, inForce } from "./anchors.ts";
import { CeremonyError } from "./errors.ts";
import { rosterInForce } from "./in-force.ts";
import type { Known, KnownRoster } from "./known.ts";
import { signPayload, stewardKey } from "./signatures.ts";

/** A roster with the statement that was just signed for it. */
export interface Freshened {
  readonly sequence: number;
  readonly issued: Instant;
  readonly notAfter: Instant;
  readonly file: RosterFile;
}

/**
 * A statement for the roster in force, and for the one that follows if the statement outlives the first. A steward
 * who sees that a newer statement is known already has a clock that is behind, or a colleague whose clock is ahead.
 * @throws CeremonyError not-a-steward, not-in-force, clock-behind, issued-ahead
 */
export function freshen(
  line: AnchorLine,
  known: Known,
  seed: SigningSeed,
  times: { readonly issued: Instant; readonly now: Instant },
  signatures: Signatures,
): Freshened[] {
  const { issued, now } = times;
  const anchor = inForce(line);
  stewardKey(anchor, seed, signatures);
  if (issued > now) throw new CeremonyError("issued-ahead", encodeInstant(issued));
  checkClock(known, issued);
  const rosters = known.rosters.filter((roster) => roster.anchor === line.length - 1);
  const current = rosterInForce(rosters, issued);
  if (!current) throw new CeremonyError("not-in-force", encodeInstant(issued));
  const notAfter = addSeconds(issued, anchor.currencyDays * SECONDS_PER_DAY);
  const next = successor(rosters, current);
  const both = next && next.roster.notBefore < notAfter ? [current, next] : [current];
  return both.map(({ roster, digest, document }) => {
    const { instance, sequence } = roster;
    const payload = encodeCurrency({ instance, sequence, roster: digest, issued, notAfter });
    const currency = signPayload(CURRENCY_PAYLOAD_TYPE, payload, seed, signatures);
    return { sequence, issued, notAfter, file: { roster: document, currency } };
  });
}

function checkClock({ rosters }: Known, issued: Instant): void {
  const newest = Math.max(
    ...rosters.flatMap((roster) => roster.currencies.map(({ currency }) => currency.issued)),
  ) as Instant;
  if (newest > issued) throw new CeremonyError("clock-behind", encodeInstant(newest));
}

/** What will be in force when a roster's time is over, or when another one takes its place before. */
function successor(rosters: readonly KnownRoster[], current: KnownRoster): KnownRoster | undefined {
  const later = rosters
    .filter(({ roster }) => roster.notBefore > current.roster.notBefore)
    .filter(({ roster }) => roster.sequence > current.roster.sequence)
    .map(({ roster }) => roster.notBefore);
  const change = Math.min(current.roster.notAfter, ...later) as Instant;
  return rosterInForce(rosters, change);
}
