import type { Instant } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import type { Roster } from "../../crypto/documents/roster.ts";

/**
 * When each roster is in force, if nothing more is signed (SPEC.md, "Chain"): until its period is over, or until a
 * roster with a higher sequence begins, which may be never. What has been superseded covers no time any more.
 */
export function effectivePeriods(rosters: readonly Roster[]): Period[] {
  return rosters.flatMap(({ sequence, notBefore, notAfter }) => {
    const later = rosters.filter((other) => other.sequence > sequence).map((other) => other.notBefore);
    const end = Math.min(notAfter, ...later) as Instant;
    return end > notBefore ? [{ notBefore, notAfter: end }] : [];
  });
}
