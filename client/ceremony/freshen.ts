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
 * A statement for the roster in force, and for the one that follows if the statement outlives the first; before the
 * first of all has begun, for that one. A steward who sees that a newer statement is known already has a clock that is behind, or a colleague whose clock is ahead.
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
  const notAfter = addSeconds(issued, anchor.currencyDays * SECONDS_PER_DAY);
  const current = rosterInForce(rosters, issued);
  const next = successor(rosters, issued, current);
  const both = [current, next].flatMap((each) => (each && each.roster.notBefore < notAfter ? [each] : []));
  if (both.length === 0) throw new CeremonyError("not-in-force", encodeInstant(issued));
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

/** What will be in force when this one's time is over, or when another one takes its place before; or first of all. */
function successor(
  rosters: readonly KnownRoster[],
  issued: Instant,
  current: KnownRoster | undefined,
): KnownRoster | undefined {
  const sequence = current?.roster.sequence ?? 0;
  const later = rosters
    .filter(({ roster }) => roster.notBefore > issued && roster.sequence > sequence)
    .map(({ roster }) => roster.notBefore);
  const change = Math.min(current?.roster.notAfter ?? Number.POSITIVE_INFINITY, ...later);
  return Number.isFinite(change) ? rosterInForce(rosters, change as Instant) : undefined;
}
