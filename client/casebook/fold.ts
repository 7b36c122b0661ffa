import type { Acts } from "./chain.ts";
import { Drafts } from "./drafts.ts";
import { exceptionsAt, lift, override, withoutWithdrawn } from "./exceptions.ts";
import { Fields } from "./fields.ts";
import { misplace } from "./misplaced.ts";
import { countUnseen, disown } from "./releases.ts";
import { applyAct } from "./rules.ts";
import { rulingOf } from "./ruling.ts";
import { hideUnverified, unverifiedIn } from "./unverified.ts";
import type { CasebookView } from "./view.ts";
import { vouchedIn } from "./vouched.ts";

/**
 * What the acts say together. An act supersedes the values that its reviewer had seen, and no others; what an act
 * in doubt says is shown beside the rest and supersedes nothing; a redaction hides, whoever it is by.
 */
export function viewOf(acts: Acts): CasebookView {
  const drafts = new Drafts();
  const fields = new Fields(acts);
  const standing = withoutWithdrawn(acts.signed);
  for (const act of standing) applyAct(act, drafts, fields);
  fields.fill();
  hideUnverified(acts, drafts);
  countUnseen(acts, drafts);
  disown(drafts, acts.inForce);
  const ruling = rulingOf(acts);
  const takes = { reviewers: ruling.reviewers, inForce: acts.inForce };
  override(drafts, takes);
  lift(standing, drafts, takes);
  misplace(acts, drafts);
  const { exports, ...view } = drafts.view();
  const exceptions = exceptionsAt(acts);
  return {
    ...view,
    exports: exports.map((left) => ({ ...left, value: { ...left.value, exceptions: exceptions(left) } })),
    ruling,
    vouched: vouchedIn(acts),
    unverified: unverifiedIn(acts),
  };
}
