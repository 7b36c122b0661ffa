import type { Instant } from "../../crypto/documents/instant.ts";
import type { SignedRoster } from "../../crypto/documents/signed-roster.ts";

/**
 * The roster in force at a time: of those that have begun the one with the highest sequence, unless it is over. A
 * roster that a later one has superseded never comes back, even if its own period runs on.
 */
export function rosterInForce<T extends SignedRoster>(rosters: readonly T[], at: Instant): T | undefined {
  const begun = rosters.filter(({ roster }) => roster.notBefore <= at);
  const newest = begun.reduce<T | undefined>(
    (best, each) => (best && best.roster.sequence > each.roster.sequence ? best : each),
    undefined,
  );
  return newest && newest.roster.notAfter > at ? newest : undefined;
}

/**
 * From a time on, the first at which none of the rosters is in force; where none is yet and one will be, it is looked
 * for behind that one's beginning.
 */
export function endOfForce(rosters: readonly SignedRoster[], from: Instant): Instant {
  const bounds = rosters.flatMap(({ roster }) => [roster.notBefore, roster.notAfter]);
  const moments = [from, ...bounds.filter((at) => at > from).sort((a, b) => a - b)];
  const begins = moments.findIndex((at) => rosterInForce(rosters, at) !== undefined);
  if (begins < 0) return from;
  return moments.slice(begins).find((at) => !rosterInForce(rosters, at)) ?? from;
}
