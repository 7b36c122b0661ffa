import { type AnchorLine, inForce } from "../../crypto/documents/anchor-line.ts";
import { CURRENCY_PAYLOAD_TYPE, encodeCurrency } from "../../crypto/documents/currency.ts";
import { signPayload } from "../../crypto/documents/dsse.ts";
import { addSeconds, encodeInstant, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { RosterFile } from "../../crypto/documents/roster-file.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { greatest, least } from "../../crypto/lists.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { CeremonyError } from "./errors.ts";
import { newestBegun, rosterInForce } from "./in-force.ts";
import { type Known, type KnownRoster, newestCurrency } from "./known.ts";
import { stewardKey } from "./signatures.ts";

/** A roster with the statement that was just signed for it. */
export interface Freshened {
  readonly sequence: number;
  readonly issued: Instant;
  readonly notAfter: Instant;
  readonly file: RosterFile;
}

/**
 * A statement for the roster in force, and for the one that follows if the statement outlives the first; before the
 * first of all has begun, for that one. If a newer statement is known already, this steward's clock is behind, or a
 * colleague's is ahead. That goes for what `known` holds: `soundKnown` has set aside what is newer by more than a day.
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
  const notAfter = addSeconds(issued, anchor.currencyDays * SECONDS_PER_DAY);
  const current = rosterInForce(known.rosters, issued);
  const next = successor(known.rosters, issued, current);
  const both = [current, next].flatMap((each) => (each && each.roster.notBefore < notAfter ? [each] : []));
  if (both.length === 0) throw noneInForce(known, issued);
  return both.map(({ roster, digest, document }) => {
    const { instance, sequence } = roster;
    const payload = encodeCurrency({ instance, sequence, roster: digest, issued, notAfter });
    const currency = signPayload(CURRENCY_PAYLOAD_TYPE, payload, seed, signatures);
    return { sequence, issued, notAfter, file: { roster: document, currency } };
  });
}

function noneInForce({ rosters }: Known, issued: Instant): CeremonyError {
  const before = newestBegun(rosters, issued);
  if (before) return new CeremonyError("in-force-moved", String(before.roster.sequence));
  return new CeremonyError("not-in-force", encodeInstant(issued));
}

/** When a steward of the anchor in force last said so, of whichever roster; undefined if nobody has. */
function newestIssue({ rosters }: Known): Instant | undefined {
  const issued = rosters.flatMap((roster) => newestCurrency(roster)?.currency.issued ?? []);
  return issued[0] && greatest(issued, issued[0]);
}

function checkClock(known: Known, issued: Instant): void {
  const newest = newestIssue(known);
  if (newest !== undefined && newest > issued) throw new CeremonyError("clock-behind", encodeInstant(newest));
}

/** What comes into force when this one's time is over, or before that in its place; or what is the first of all. */
function successor(
  rosters: readonly KnownRoster[],
  issued: Instant,
  current: KnownRoster | undefined,
): KnownRoster | undefined {
  const sequence = current?.roster.sequence ?? 0;
  const later = rosters
    .filter(({ roster }) => roster.notBefore > issued && roster.sequence > sequence)
    .map(({ roster }) => roster.notBefore);
  const change = least<number>(later, current?.roster.notAfter ?? Number.POSITIVE_INFINITY);
  return Number.isFinite(change) ? rosterInForce(rosters, change as Instant) : undefined;
}
