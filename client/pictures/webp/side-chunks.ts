import { hasAscii } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeBlocksIn } from "../metadata/blocks.ts";
import { describeProfile } from "../metadata/colour-profile.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import type { RiffChunk } from "./riff.ts";

/** JPEG's mark, which does not belong here, but which some programs write. */
const EXIF_MARK = "Exif\0\0";

/** Tells what a chunk that isn't kept reveals; returns the orientation if it is an Exif block. */
export function describeSideChunk({ type, data }: RiffChunk, findings: Findings): Orientation | undefined {
  switch (type) {
    case "EXIF":
      return describeExif(hasAscii(data, EXIF_MARK) ? data.subarray(EXIF_MARK.length) : data, findings);
    case "XMP ":
      describeXmp(data, findings);
      break;
    case "ICCP":
      describeProfile(data, findings);
      break;
    case "C2PA":
      findings.size("provenance", data.length);
      break;
    case "ANIM":
    case "ANMF":
      findings.plain("animation");
      break;
    default:
      findings.named("unknown", type, data.length);
      describeBlocksIn(data, findings);
  }
  return undefined;
}
