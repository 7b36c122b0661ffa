import { textOfBytes } from "../display-text.ts";
import { hasAscii, uint } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";

const RESOURCE_HEADER_LENGTH = 4 + 2 + 2 + 4;
const IPTC_RESOURCE = 0x0404;
const THUMBNAIL_RESOURCES = [0x0409, 0x040c];

/** Datasets of IPTC's application record (2:…) that say something of a person or a place. */
const DATASETS: ReadonlyMap<number, TextCode> = new Map([
  [5, "comment"], // object name
  [25, "comment"], // keywords
  [40, "comment"], // special instructions
  [55, "time"], // date created
  [60, "time"], // time created
  [65, "software"], // originating program
  [80, "author"], // by-line
  [85, "author"], // by-line title
  [90, "place"], // city
  [92, "place"], // sublocation
  [95, "place"], // province
  [101, "place"], // country
  [105, "comment"], // headline
  [110, "author"], // credit
  [115, "author"], // source
  [116, "author"], // copyright notice
  [118, "author"], // contact
  [120, "comment"], // caption
  [122, "author"], // writer of the caption
]);

/** Tells what Photoshop's image resources (what follows "Photoshop 3.0\0") reveal. Never throws. */
export function describePhotoshop(resources: Uint8Array, findings: Findings): void {
  let at = 0;
  let others = 0;
  while (at + RESOURCE_HEADER_LENGTH <= resources.length && hasAscii(resources, "8BIM", at)) {
    const id = uint(resources, at + 4, 2, "big");
    const nameLength = uint(resources, at + 6, 1, "big");
    const sizeAt = at + 6 + evenly(1 + nameLength);
    if (sizeAt + 4 > resources.length) break;
    const size = uint(resources, sizeAt, 4, "big");
    const data = resources.subarray(sizeAt + 4, sizeAt + 4 + size);
    if (id === IPTC_RESOURCE) describeIptc(data, findings);
    else if (THUMBNAIL_RESOURCES.includes(id)) findings.size("thumbnail", data.length);
    else others += data.length;
    at = sizeAt + 4 + evenly(size);
  }
  others += Math.max(0, resources.length - at);
  if (others > 0 || resources.length === 0) findings.named("notes", "Photoshop", others);
}

/** Tells what an IPTC-IIM block reveals. Never throws. */
export function describeIptc(block: Uint8Array, findings: Findings): void {
  let at = 0;
  while (at + 5 <= block.length && block[at] === 0x1c) {
    const record = uint(block, at + 1, 1, "big");
    const dataset = uint(block, at + 2, 1, "big");
    const size = uint(block, at + 3, 2, "big");
    const code = record === 2 ? DATASETS.get(dataset) : undefined;
    if (code) findings.text(code, textOfBytes(block.subarray(at + 5, at + 5 + size)));
    at += 5 + size;
  }
  findings.named("notes", "IPTC", block.length);
}

function evenly(length: number): number {
  return length + (length % 2);
}
