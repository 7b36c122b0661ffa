import { chosenPlaces, type NearTip, nearTip } from "../../client/casebook/near/near-tip.ts";
import type { TipView } from "../../client/casebook/view.ts";
import { parseTip } from "../../client/report/tip.ts";
import { utf8 } from "../../crypto/bytes.ts";

/** What a casebook's view has of a kept tip to compare; undefined if the tip was never kept. */
export function nearTipOf(view: TipView): NearTip | undefined {
  const kept = view.kept[0]?.value;
  if (!kept) return undefined;
  return nearTip({
    tip: view.tip,
    report: kept.form === "report" ? parseTip(utf8(kept.text)).report : null,
    text: kept.text,
    files: kept.attachments.map(({ sha256 }) => sha256),
    chosen: chosenPlaces(view),
  });
}
