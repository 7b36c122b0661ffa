import type { Findings } from "../finding.ts";
import type { Source } from "../iso/source.ts";
import { describeXml, valuesOf } from "../metadata/xmp.ts";
import { packedIn, unpacked } from "./zip.ts";

/** What is looked at, in this order: what programs note of a document, who marked it, what is written in it. */
const PARTS: readonly RegExp[] = [
  /^(?:docProps\/\w+|meta)\.xml$/,
  /^(?:word|xl|ppt)\/(?:people|persons\/person|comment\w*|authors)\.xml$/,
  /^(?:word\/document|content)\.xml$/,
];

/** Of slides, who marked them. */
const AUTHORS = /uthors\.xml$/;

/** Most bytes that are unpacked of a document. */
const MAX_UNPACKED = 256 * 1024;

/** Tells what a DOCX, XLSX, PPTX or OpenDocument file reveals. @throws CleanError cut-short, structure */
export function describeOffice(source: Source, findings: Findings): void {
  let left = MAX_UNPACKED;
  const packed = packedIn(source);
  for (const part of PARTS) {
    for (const file of packed) {
      if (!part.test(file.name) || left <= 0) continue;
      const bytes = unpacked(source, file, left);
      left -= Math.max(bytes.length, 1);
      const text = describeXml(bytes, findings);
      if (AUTHORS.test(file.name)) for (const name of valuesOf(text, " name")) findings.text("author", name);
    }
  }
}
