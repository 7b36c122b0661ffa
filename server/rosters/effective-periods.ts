import type { LineRoster } from "../../crypto/documents/history.ts";
import type { Period } from "../../crypto/documents/period.ts";
import { least } from "../../crypto/lists.ts";

/**
 * When each roster is in force, if nothing more is signed (SPEC.md, "Chain"): until its period is over, or until a
 * roster with a higher sequence begins, which may be never. What has been superseded covers no time any more, and
 * what the newest anchor doesn't know covers none, though it supersedes.
 */
export function effectivePeriods(rosters: readonly Pick<LineRoster, "roster" | "isOfNewest">[]): Period[] {
  return rosters.flatMap(({ roster: { sequence, notBefore, notAfter }, isOfNewest }) => {
    const later = rosters.filter(({ roster }) => roster.sequence > sequence);
    const end = least(
      later.map(({ roster }) => roster.notBefore),
      notAfter,
    );
    return isOfNewest && end > notBefore ? [{ notBefore, notAfter: end }] : [];
  });
}
