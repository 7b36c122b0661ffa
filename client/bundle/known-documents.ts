import { equalBytes } from "../../crypto/bytes.ts";
import type { AnchorLine } from "../../crypto/documents/anchor-line.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { SignedDocument } from "../../crypto/documents/dsse.ts";
import { rosterInLine } from "../../crypto/documents/history.ts";
import { type Instant, instantOf } from "../../crypto/documents/instant.ts";
import type { Roster, RosterDigest } from "../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { Day } from "../../protocol/day.ts";

/** A roster as somebody keeps it who has seen others: whether it is in force now is another question. */
export interface KnownRoster extends Roster {
  readonly digest: RosterDigest;
}

/**
 * The roster in a document that the stewards of an anchor of the line signed; its period and its currency count for
 * nothing here. @throws CryptoError as rosterInLine
 */
export function verifyKnownRoster(
  line: AnchorLine,
  document: SignedDocument,
  signatures: Signatures,
): KnownRoster {
  const { roster, digest } = rosterInLine(line, document, signatures);
  return { ...roster, digest };
}

/** The newest roster that has begun, by this clock or on this day, whichever is later. @param now in milliseconds */
export function rosterOn(
  rosters: readonly KnownRoster[],
  now: number,
  day: Day | undefined,
): KnownRoster | undefined {
  const latest = instantOf(day ? Math.max(now, Date.parse(day)) : now);
  const [newest] = rosters
    .filter(({ notBefore }) => notBefore <= latest)
    .sort((a, b) => b.sequence - a.sequence);
  return newest;
}

/** Whether the stewards named this key as a courier's in any of these annexes. */
export function isKnownCourier(annexes: readonly Annex[], key: VerifyingKey): boolean {
  return annexes.some(({ couriers }) => couriers.some((courier) => equalBytes(courier.key, key)));
}

/**
 * Since when a roster has been replaced before its time by one that leaves out somebody's key: the first beginning of
 * such a later one within its period. A reviewer was revoked then, say. Undefined if its period simply ended, or goes
 * on, or if others only joined: a page that was left open over that night seals to nobody who shouldn't read.
 */
export function supersededSince(roster: KnownRoster, rosters: readonly KnownRoster[]): Instant | undefined {
  const beginnings = rosters
    .filter((later) => later.sequence > roster.sequence && later.notBefore < roster.notAfter)
    .filter((later) => leavesOut(roster, later))
    .map((later) => later.notBefore);
  return beginnings.length === 0 ? undefined : beginnings.reduce((a, b) => (b < a ? b : a));
}

function leavesOut({ reviewers }: KnownRoster, later: KnownRoster): boolean {
  return reviewers.some(
    ({ recipient }) => !later.reviewers.some((other) => equalBytes(other.recipient, recipient)),
  );
}
