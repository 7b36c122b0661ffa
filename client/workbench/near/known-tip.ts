import type { AttachmentHash } from "../../casebook/names.ts";
import { chosenPlaces, type KnownTip } from "../../casebook/near/near-tip.ts";
import type { TipView } from "../../casebook/view.ts";
import { filesOf } from "../../opening/opened-tip.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";

/** What of a tip in the queue is compared with others, kept or not. */
export function knownTip({ id, contents }: QueuedTip, view: TipView | undefined): KnownTip {
  return {
    tip: id,
    report: contents.kind === "report" ? contents.tip.report : null,
    text: contents.kind === "by-hand" ? (contents.text ?? "") : "",
    files: filesOf(contents).map(({ sha256 }) => sha256 as AttachmentHash),
    chosen: view ? chosenPlaces(view) : [],
  };
}
