import { type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import type { SignedRoster } from "../../crypto/documents/signed-roster.ts";
import { least } from "../../crypto/lists.ts";
import type { KnownRoster } from "./known.ts";

/**
 * Of the rosters that have begun at a time the one with the highest sequence, unless it is over. A roster that a later
 * one has superseded never comes back, even if its own period runs on.
 */
export function newestBegun<T extends Pick<SignedRoster, "roster">>(
  rosters: readonly T[],
  at: Instant,
): T | undefined {
  const begun = rosters.filter(({ roster }) => roster.notBefore <= at);
  const newest = begun.reduce<T | undefined>(
    (best, each) => (best && best.roster.sequence > each.roster.sequence ? best : each),
    undefined,
  );
  return newest && newest.roster.notAfter > at ? newest : undefined;
}

/** The same, if it is in force: the newest anchor alone says so. What an older one signed still supersedes. */
export function rosterInForce<T extends Pick<KnownRoster, keyof SignedRoster | "isOfNewest">>(
  rosters: readonly T[],
  at: Instant,
): T | undefined {
  const newest = newestBegun(rosters, at);
  return newest?.isOfNewest ? newest : undefined;
}

/**
 * From a time on, the first at which none of the rosters is in force; where none is yet and one will be, it is looked
 * for behind that one's beginning.
 */
export function endOfForce(rosters: readonly KnownRoster[], from: Instant): Instant {
  const bounds = rosters.flatMap(({ roster }) => [roster.notBefore, roster.notAfter]);
  const moments = [from, ...bounds.filter((at) => at > from).sort((a, b) => a - b)];
  const begins = moments.findIndex((at) => rosterInForce(rosters, at) !== undefined);
  if (begins < 0) return from;
  return moments.slice(begins).find((at) => !rosterInForce(rosters, at)) ?? from;
}

/** The spans between the first beginning and the last end at which no roster is in force. */
export function gapsIn(rosters: readonly Pick<SignedRoster, "roster">[]): Period[] {
  const ends = rosters.flatMap(({ roster }) => [roster.notBefore, roster.notAfter]);
  const bounds = [...new Set(ends)].sort((a, b) => a - b);
  const empty = bounds.slice(0, -1).filter((at) => !newestBegun(rosters, at));
  const starts = empty.filter((at) => !empty.includes(bounds[bounds.indexOf(at) - 1] ?? at));
  return starts.map((from) => ({
    notBefore: from,
    notAfter: bounds.find((at) => at > from && !empty.includes(at)) ?? from,
  }));
}

/** When the first of these rosters will begin, if none of them has; undefined if one is running, or none will be. */
export function firstBeginning(
  rosters: readonly Pick<SignedRoster, "roster">[],
  now: Instant,
): Instant | undefined {
  if (newestBegun(rosters, now)) return undefined;
  const later = rosters.map(({ roster }) => roster.notBefore).filter((at) => at > now);
  return later[0] && least(later, later[0]);
}

/** Whole days, the one that has begun counted. */
export function daysUntil(then: Instant, now: Instant): number {
  return Math.ceil((then - now) / SECONDS_PER_DAY);
}
