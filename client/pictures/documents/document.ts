import { hasAscii } from "../fields.ts";
import type { Findings } from "../finding.ts";
import type { Source } from "../iso/source.ts";
import { describeOffice } from "./office.ts";
import { describePdf } from "./pdf.ts";

/** What tells of a document, by its first bytes (5 are enough); undefined if nothing does. */
export function documentReader(
  start: Uint8Array,
): ((source: Source, findings: Findings) => void) | undefined {
  if (hasAscii(start, "%PDF-")) return describePdf;
  return hasAscii(start, "PK\x03\x04") ? describeOffice : undefined;
}
