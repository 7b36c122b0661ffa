import { CleanError } from "../errors.ts";
import { hasAscii, indexOfAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeBlocksIn } from "./blocks.ts";

/**
 * Tells what stands behind a picture's end: a second picture, the film of a "live" photo, or, where a program
 * wrote a cropped picture over a longer file, the rest of the uncropped one.
 */
export function describeTrailing(rest: Uint8Array, findings: Findings): void {
  if (rest.length === 0) return;
  findings.size("trailing", rest.length);
  if (hasAscii(rest, "\xff\xd8\xff")) findings.plain("second-image");
  if (holdsFilm(rest)) findings.plain("motion");
  describeBlocksIn(rest, findings);
}

/** What chunks, blocks and boxes begin with that programs write beside pixels, or behind them. */
const OTHERS =
  "IEND eXIf tEXt zTXt iTXt tIME iCCP caBX Exif\0 8BIM ns.adobe.com <x:xmp Photoshop SEFT Image_UTC AXS! ftyp".split(
    " ",
  );
/** Bytes of printable ASCII in a row that don't come about by chance in a few megabytes of pixels. */
const WORDS = 24;

/**
 * For compressed pixels that have no sure end, so that what stands behind them goes for pixels too.
 * @throws CleanError structure, if something else stands among them
 */
export function refuseOthers(pixels: Uint8Array): void {
  let printable = 0;
  for (const byte of pixels) {
    printable = byte >= 0x20 && byte < 0x7f ? printable + 1 : 0;
    if (printable >= WORDS) throw new CleanError("structure", "words among pixels");
  }
  const found = OTHERS.find((mark) => indexOfAscii(pixels, mark) !== -1);
  if (found !== undefined) throw new CleanError("structure", `${found} among pixels`);
}

/** Whether an MP4 begins somewhere in the bytes: a box `ftyp` of a believable length. */
function holdsFilm(rest: Uint8Array): boolean {
  for (let at = indexOfAscii(rest, "ftyp"); at !== -1; at = indexOfAscii(rest, "ftyp", at + 4)) {
    if (at >= 4 && uint(rest, at - 4, 4, "big") < 1024) return true;
  }
  return false;
}
