import { hasAscii, indexOfAscii } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeExif } from "./exif-findings.ts";
import { describeIptc, describePhotoshop } from "./iptc.ts";
import { describeXmp } from "./xmp.ts";

type Describe = (block: Uint8Array, findings: Findings) => unknown;

/** What blocks begin with that programs put into many places. */
const BLOCKS: readonly (readonly [string, Describe])[] = [
  ["Exif\0\0", (block, findings) => describeExif(block.subarray(6), findings)],
  ["http://ns.adobe.com/xap/1.0/\0", describeXmp],
  ["<x:xmpmeta", describeXmp],
  ["Photoshop 3.0\0", (block, findings) => describePhotoshop(block.subarray(14), findings)],
];

/** The same where nothing else may stand: these are too short to be looked for among other bytes. */
const BARE: readonly (readonly [string, Describe])[] = [
  ["II*\0", describeExif],
  ["MM\0*", describeExif],
  ["<", describeXmp],
  ["8BIM", describePhotoshop],
  ["\x1c\x02", describeIptc],
];

/** Tells what a block is about, of which only its beginning says what it is. */
export function describeBlock(block: Uint8Array, findings: Findings): void {
  for (const [mark, describe] of [...BLOCKS, ...BARE])
    if (hasAscii(block, mark)) {
      describe(block, findings);
      return;
    }
}

/** Tells what the first block of each kind is about, in bytes of which nobody says what they are. */
export function describeBlocksIn(bytes: Uint8Array, findings: Findings): void {
  for (const [mark, describe] of BLOCKS) {
    const at = indexOfAscii(bytes, mark);
    if (at !== -1) describe(bytes.subarray(at), findings);
  }
  // AFCP: captions behind the end.
  const captions = indexOfAscii(bytes, "\x1c\x02");
  if (hasAscii(bytes, "AXS!", bytes.length - 12) && captions !== -1)
    describeIptc(bytes.subarray(captions), findings);
}
