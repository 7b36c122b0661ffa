import { type NearTip, nearTip } from "../../client/casebook/near/near-tip.ts";
import type { TipView } from "../../client/casebook/view.ts";
import { knownTip } from "../../client/workbench/near/model.ts";
import { keptTip } from "../../client/workbench/review/kept-tip.ts";

/** What is compared of a tip that only a casebook has; undefined if it was never kept. */
export function nearTipOf(view: TipView): NearTip | undefined {
  const tip = keptTip(view);
  return tip && nearTip(knownTip(tip, view));
}
