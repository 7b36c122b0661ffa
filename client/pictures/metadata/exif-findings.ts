import { textOfBytes, textOfUtf16 } from "../display-text.ts";
import { hasAscii } from "../fields.ts";
import type { Findings, TextCode } from "../finding.ts";
import { type Directory, type ExifReading, type ExifValue, readExif } from "./exif.ts";
import { describeIptc } from "./iptc.ts";
import { isOrientationExif, type Orientation, orientationOf } from "./orientation.ts";
import { describePosition } from "./position.ts";
import { describeXmp } from "./xmp.ts";

const TEXTS: Readonly<Record<"image" | "shot", readonly (readonly [number, TextCode])[]>> = {
  image: [
    [0x010e, "comment"], // ImageDescription
    [0x0131, "software"], // Software
    [0x013b, "author"], // Artist
    [0x013c, "device"], // HostComputer
    [0x8298, "author"], // Copyright
    [0xc614, "device"], // UniqueCameraModel
    [0xc62f, "serial"], // CameraSerialNumber
  ],
  shot: [
    [0xa420, "serial"], // ImageUniqueID
    [0xa430, "author"], // CameraOwnerName
    [0xa431, "serial"], // BodySerialNumber
    [0xa434, "device"], // LensModel
    [0xa435, "serial"], // LensSerialNumber
    [0xa436, "comment"], // ImageTitle
    [0xa437, "author"], // Photographer
    [0xa438, "author"], // ImageEditor
    [0xa439, "software"], // CameraFirmware
    [0xa43a, "software"], // RAWDevelopingSoftware
    [0xa43b, "software"], // ImageEditingSoftware
    [0xa43c, "software"], // MetadataEditingSoftware
  ],
};

/** XPTitle, XPComment, XPAuthor, XPKeywords, XPSubject: UTF-16, little-endian in either byte order. */
const XP_TEXTS: readonly (readonly [number, TextCode])[] = [
  [0x9c9b, "comment"],
  [0x9c9c, "comment"],
  [0x9c9d, "author"],
  [0x9c9e, "comment"],
  [0x9c9f, "comment"],
];

/** Date and time, each with its offset from UTC (in the directory of the shot). */
const TIMES: readonly { directory: Directory; time: number; offset: number }[] = [
  { directory: "shot", time: 0x9003, offset: 0x9011 }, // DateTimeOriginal
  { directory: "shot", time: 0x9004, offset: 0x9012 }, // DateTimeDigitized
  { directory: "image", time: 0x0132, offset: 0x9010 }, // DateTime
];

/**
 * Tells what an Exif block (a TIFF) reveals, and how the picture is turned. A block that holds an orientation and
 * nothing else, as we write it, reveals nothing.
 */
export function describeExif(tiff: Uint8Array, findings: Findings): Orientation {
  const exif = readExif(tiff);
  if (!isOrientationExif(tiff)) describe(exif, tiff.length, findings);
  return orientationOf(exif);
}

function describe(exif: ExifReading, length: number, findings: Findings): void {
  const { image, shot, place, thumbnail } = exif.directories;
  describePosition(place, findings);
  describeCamera(image, findings);
  for (const { directory, time, offset } of TIMES) {
    findings.text("time", timeOf(exif.directories[directory].get(time), shot.get(offset)));
  }
  for (const directory of ["image", "shot"] as const) {
    for (const [tag, code] of TEXTS[directory]) {
      findings.text(code, textIn(exif.directories[directory].get(tag)));
    }
  }
  for (const [tag, code] of XP_TEXTS)
    findings.text(code, textOfUtf16(image.get(tag)?.bytes ?? new Uint8Array(0), true));
  findings.text("comment", userComment(shot.get(0x9286)));
  describeBlocks(image, shot, findings);
  if (thumbnail.size > 0) findings.size("thumbnail", Math.min(length, thumbnailLength(thumbnail)));
  findings.size("settings", length);
  if (!exif.whole) findings.plain("unreadable");
}

function describeCamera(image: ReadonlyMap<number, ExifValue>, findings: Findings): void {
  const make = textIn(image.get(0x010f)).trim();
  const model = textIn(image.get(0x0110)).trim();
  const doubled = model.toLowerCase().startsWith(make.toLowerCase());
  findings.text("device", doubled ? model : `${make} ${model}`);
}

/** Blocks of other makers inside of Exif. */
function describeBlocks(
  image: ReadonlyMap<number, ExifValue>,
  shot: ReadonlyMap<number, ExifValue>,
  findings: Findings,
): void {
  const makerNote = shot.get(0x927c);
  if (makerNote) findings.size("maker-note", makerNote.bytes.length);
  const xmp = image.get(0x02bc);
  if (xmp) describeXmp(xmp.bytes, findings);
  const iptc = image.get(0x83bb);
  if (iptc) describeIptc(iptc.bytes, findings);
}

function textIn(value: ExifValue | undefined): string {
  // Some programs call a text bytes, or undefined.
  return value && value.count === value.bytes.length ? textOfBytes(value.bytes) : "";
}

/** "2024:05:01 12:33:10" as "2024-05-01 12:33:10 +08:00"; empty if it is not set. */
function timeOf(time: ExifValue | undefined, offset: ExifValue | undefined): string {
  const text = textIn(time);
  if (!/[1-9]/.test(text)) return "";
  return `${text.replace(/^(\d{4}):(\d\d):(\d\d)/, "$1-$2-$3")} ${textIn(offset)}`;
}

/** UserComment begins with 8 bytes that name its encoding. */
function userComment(value: ExifValue | undefined): string {
  if (value === undefined) return "";
  const text = value.bytes.subarray(8);
  if (hasAscii(value.bytes, "UNICODE\0")) return textOfUtf16(text, value.order === "little");
  return textOfBytes(text);
}

/** Bytes of a thumbnail that stands as a JPEG (0x0202) or in strips (0x0117). */
function thumbnailLength(thumbnail: ReadonlyMap<number, ExifValue>): number {
  return thumbnail.get(0x0202)?.number(0) ?? thumbnail.get(0x0117)?.number(0) ?? 0;
}
