import { textOfBytes, textOfUtf16 } from "../display-text.ts";
import { hasAscii, indexOfAscii, uint } from "../fields.ts";
import type { Findings } from "../finding.ts";
import { describeBlocksIn } from "../metadata/blocks.ts";
import { describeExif } from "../metadata/exif-findings.ts";
import type { Orientation } from "../metadata/orientation.ts";
import { describeXmp } from "../metadata/xmp.ts";
import { MARKER } from "./segments.ts";

/** What Exif's APP1 begins with. */
export const EXIF_MARK = "Exif\0\0";

const XMP_MARK = "http://ns.adobe.com/xap/1.0/\0";
const XMP_EXTENSION_MARK = "http://ns.adobe.com/xmp/extension/\0";
/** A GUID of 32 digits, the full length and the offset stand before an extension's text. */
const XMP_EXTENSION_HEADER_LENGTH = XMP_EXTENSION_MARK.length + 32 + 4 + 4;
export const PROFILE_MARK = "ICC_PROFILE\0";
export const PHOTOSHOP_MARK = "Photoshop 3.0\0";

/** Photoshop's "Save for web". */
const DUCKY_MARK = "Ducky";
const DUCKY_TEXTS: ReadonlyMap<number, "comment" | "author"> = new Map([
  [2, "comment"],
  [3, "author"],
]);

type Describe = (payload: Uint8Array, findings: Findings) => void;

/** What applications' segments are by what they begin with. */
const SEGMENTS: readonly (readonly [marker: number, mark: string, Describe])[] = [
  [MARKER.application0, "JFXX\0", ({ length }, findings) => findings.size("thumbnail", length)],
  [MARKER.application1, XMP_MARK, (payload, found) => describeXmp(payload.subarray(XMP_MARK.length), found)],
  [
    MARKER.application1,
    XMP_EXTENSION_MARK,
    (payload, findings) => describeXmp(payload.subarray(XMP_EXTENSION_HEADER_LENGTH), findings),
  ],
  [MARKER.application1, "FLIR\0", ({ length }, findings) => findings.size("maker-note", length)],
  // An index of further pictures, and a gain map (ISO 21496-1).
  [MARKER.application2, "MPF\0", (_, findings) => findings.plain("second-image")],
  [MARKER.application2, "urn:iso:std:iso:ts:21496:-1\0", (_, findings) => findings.plain("second-image")],
  [MARKER.application12, DUCKY_MARK, describeDucky],
];

/** Tells what a comment or an application's segment reveals; returns the orientation if it is an Exif block. */
export function describeApplicationData(
  marker: number,
  payload: Uint8Array,
  findings: Findings,
): Orientation | undefined {
  // The sixth byte of Exif's mark is 0xff in some files; readers heed them.
  if (marker === MARKER.application1 && hasAscii(payload, "Exif\0"))
    return describeExif(payload.subarray(EXIF_MARK.length), findings);
  const known = SEGMENTS.find(([of, mark]) => of === marker && hasAscii(payload, mark))?.[2];
  const holds = (mark: string) => indexOfAscii(payload, mark) !== -1;
  if (known) known(payload, findings);
  else if (marker === MARKER.comment) {
    if (!findings.text("comment", textOfBytes(payload))) findings.named("notes", "COM", payload.length);
  } else if (marker === MARKER.application11 && (holds("c2pa") || holds("jumb")))
    findings.size("provenance", payload.length);
  else {
    describeBlocksIn(payload, findings);
    findings.named("unknown", unknownName(marker, payload), payload.length);
  }
  return undefined;
}

/** Items of a number, a length and so many bytes; texts in UTF-16 behind a count of 4 bytes. Number 0 ends them. */
function describeDucky(payload: Uint8Array, findings: Findings): void {
  for (let at = DUCKY_MARK.length; at + 4 <= payload.length; ) {
    const code = DUCKY_TEXTS.get(uint(payload, at, 2, "big"));
    const length = uint(payload, at + 2, 2, "big");
    if (code) findings.text(code, textOfUtf16(payload.subarray(at + 8, at + 4 + length), false));
    at += 4 + length;
  }
  findings.named("notes", DUCKY_MARK, payload.length);
}

/** "APP4 SCALADO": the segment's number and the letters it begins with. */
function unknownName(marker: number, payload: Uint8Array): string {
  const letters = textOfBytes(payload.subarray(0, 24)).match(/^[\w .:/-]{3,}/)?.[0] ?? "";
  return `APP${marker - MARKER.application0} ${letters}`;
}
