import { utf8 } from "../../../crypto/bytes.ts";
import type { TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import type { FoundFile, TipContents } from "../../opening/opened-tip.ts";
import { isMediaType } from "../../report/media-types.ts";
import { parseTip, TIP_FILE_NAME } from "../../report/tip.ts";
import { factsOf, type QueuedTip } from "../queue/queued-tip.ts";

/** A tip as a casebook has it, when no envelope of it is at hand; undefined if it was never kept. */
export function keptTip({ tip: id, kept: [said] }: TipView): QueuedTip | undefined {
  if (!said) return undefined;
  const contents = contentsOf(said.value);
  return {
    id,
    day: said.value.arrived,
    contents,
    stanzas: null,
    source: null,
    facts: factsOf(contents),
  };
}

/** The act was parsed, so the report in it is one. */
function contentsOf({ form, text, attachments }: WhatOf<"kept">): TipContents {
  const files: FoundFile[] = attachments.map(({ name, type, size, sha256 }) => ({
    name,
    size,
    sha256,
    type: isMediaType(type) ? type : "application/octet-stream",
  }));
  if (form === "report") return { kind: "report", tip: parseTip(utf8(text)), files };
  if (form === "file" && files.some(({ name }) => name === TIP_FILE_NAME))
    return { kind: "unreadable", files };
  return { ...BY_HAND, text: form === "text" ? text : null, files };
}

const BY_HAND = { kind: "by-hand", readAs: [], tooLong: false, leftOut: 0 } as const;
