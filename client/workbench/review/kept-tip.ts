import { utf8 } from "../../../crypto/bytes.ts";
import type { TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import type { FoundFile, TipContents } from "../../opening/opened-tip.ts";
import { WHOLE_FILE_NAME } from "../../opening/opened-tip.ts";
import { isMediaType } from "../../report/sniff.ts";
import { parseTip } from "../../report/tip.ts";
import { factsOf, type QueuedTip } from "../queue/queued-tip.ts";
import { digitsFromHex } from "../queue/told-apart.ts";

/** A tip as a casebook has it, when no envelope of it is at hand; undefined if it was never kept. */
export function keptTip({
  tip: id,
  kept: [said],
  designation: [designated],
}: TipView): QueuedTip | undefined {
  if (!said) return undefined;
  const contents = contentsOf(said.value);
  return {
    id,
    designation: designated?.value ?? id.slice(0, 8),
    digits: digitsFromHex(designated?.act ?? said.act),
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
  const [file] = files;
  if (form === "file" && files.length !== 1) return { kind: "unreadable", files };
  return { kind: "whole", text: form === "text" ? text : null, file: file ?? emptyFile() };
}

function emptyFile(): FoundFile {
  return { name: WHOLE_FILE_NAME, size: 0, type: "application/octet-stream", sha256: "" };
}
