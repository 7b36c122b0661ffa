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
