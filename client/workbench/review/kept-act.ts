import type { KeptWhole } from "../../casebook/versions.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { filesOf, type TipContents } from "../../opening/opened-tip.ts";
import { encodeTip } from "../../report/tip.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";

/** The act by which a tip enters the casebook, with its words as they are shown. */
export function keptWhat({ id, contents, day }: Pick<QueuedTip, "id" | "contents" | "day">): WhatOf<"kept"> {
  return { kind: "kept", tip: id, ...keptWhole(contents), arrived: day };
}

export function keptWhole(contents: TipContents): KeptWhole {
  const attachments = filesOf(contents).map(({ name, type, size, sha256 }) => ({
    name,
    type,
    size,
    sha256: sha256 as WhatOf<"kept">["attachments"][number]["sha256"],
    stored: true,
  }));
  return { ...formOf(contents), attachments };
}

function formOf(contents: TipContents): Pick<WhatOf<"kept">, "form" | "text"> {
  if (contents.kind === "report")
    return { form: "report", text: new TextDecoder().decode(encodeTip(contents.tip)) };
  if (contents.kind === "by-hand" && contents.text !== null) return { form: "text", text: contents.text };
  return { form: "file", text: "" };
}
