import type { Attachment } from "./attachment.ts";
import { codeList, countOf, fieldsOf, type Known, textOf } from "./fields.ts";

/** One entry of tip.json's attachments. @throws ReportError tip-malformed */
export function readAttachment(known: Known, value: unknown): Attachment {
  const { name, type, size, cleaned, original } = fieldsOf(value, "attachment");
  return {
    name: textOf(name, "attachment name"),
    type: textOf(type, "attachment type"),
    size: countOf(size, "attachment size"),
    cleaned: cleaned === null ? null : codeList(known, "removed", cleaned),
    original: original === null ? null : textOf(original, "original"),
  };
}
