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

/** Whether an MP4 begins somewhere in the bytes: a box `ftyp` of a believable length. */
function holdsFilm(rest: Uint8Array): boolean {
  for (let at = indexOfAscii(rest, "ftyp"); at !== -1; at = indexOfAscii(rest, "ftyp", at + 4)) {
    if (at >= 4 && uint(rest, at - 4, 4, "big") < 1024) return true;
  }
  return false;
}
