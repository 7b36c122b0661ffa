import type { Findings, TextCode } from "../finding.ts";
import { positionText } from "./position.ts";

/** Most bytes of a packet that are looked at: descriptions stand in front, pictures in base64 behind. */
const MAX_EXAMINED = 256 * 1024;
/** Most different values of one property, and most characters of one value, that are looked at. */
const MAX_VALUES = 4;
const MAX_VALUE_LENGTH = 500;

const LENIENT = { fatal: false };

/** Properties by the prefixes that their makers prescribe and programs write; office programs write XML of their own. */
const PROPERTIES: Partial<Readonly<Record<TextCode, string>>> = {
  place:
    "photoshop:City photoshop:State photoshop:Country Iptc4xmpCore:Location Iptc4xmpExt:City Iptc4xmpExt:Sublocation",
  author:
    "dc:creator dc:rights photoshop:Credit photoshop:AuthorsPosition xmpRights:Owner Iptc4xmpExt:PersonInImage " +
    "mwg-rs:Name MPReg:PersonDisplayName aux:OwnerName exifEX:CameraOwnerName cp:lastModifiedBy meta:initial-creator " +
    "author displayName",
  company: "Company",
  serial:
    "aux:SerialNumber exifEX:BodySerialNumber exifEX:LensSerialNumber xmpMM:OriginalDocumentID xmpMM:DocumentID",
  device: "tiff:Model tiff:Make aux:Lens",
  time:
    "exif:DateTimeOriginal photoshop:DateCreated xmp:CreateDate xmp:ModifyDate dcterms:created dcterms:modified " +
    "meta:creation-date dc:date",
  software: "xmp:CreatorTool stEvt:softwareAgent Application meta:generator",
  comment: "dc:title dc:description dc:subject photoshop:Headline",
  saves: "cp:revision meta:editing-cycles",
};

/** Words that show by themselves what else a packet tells of. */
const MARKS: readonly (readonly [string, "faces" | "motion" | "depth" | "second-image" | "changes"])[] = [
  ["mwg-rs:", "faces"],
  ["MPReg:", "faces"],
  ["apple-fi:", "faces"],
  ["MotionPhoto", "motion"],
  ["MicroVideo", "motion"],
  ["GDepth:", "depth"],
  ["DepthMap", "depth"],
  ["GImage:", "second-image"],
  ["hdrgm:", "second-image"],
  ["<w:del ", "changes"],
  ["<w:ins ", "changes"],
  ["text:tracked-changes", "changes"],
];

/** Tells what an XMP packet reveals. */
export function describeXmp(packet: Uint8Array, findings: Findings): void {
  const text = describeXml(packet.subarray(0, MAX_EXAMINED), findings);
  if (/c2pa|dcterms:provenance/.test(text)) findings.size("provenance", packet.length);
  findings.named("notes", "XMP", packet.length);
}

/**
 * Tells what XML of XMP's properties, or of an office program's, reveals, and returns it as text. Properties are
 * looked for, not parsed: cleaning doesn't rest on it, and other bytes may stand around them.
 */
export function describeXml(bytes: Uint8Array, findings: Findings): string {
  const text = decoderOf(bytes).decode(bytes);
  const [latitude] = valuesOf(text, "exif:GPSLatitude");
  const [longitude] = valuesOf(text, "exif:GPSLongitude");
  if (latitude && longitude) findings.text("place", place(latitude, longitude));
  for (const code of Object.keys(PROPERTIES) as TextCode[])
    for (const name of PROPERTIES[code]?.split(" ") ?? [])
      for (const value of valuesOf(text, name))
        if (code !== "saves" || +value > 1) findings.text(code, value);
  for (const [mark, code] of MARKS) if (text.includes(mark)) findings.plain(code);
  return text;
}

/** By the first bytes: of a mark of their order, or of a letter. */
function decoderOf([first = 0, second = 0]: Uint8Array): TextDecoder {
  if (first === 0 || first === 0xfe) return new TextDecoder("utf-16be", LENIENT);
  return new TextDecoder(second === 0 || first === 0xff ? "utf-16le" : "utf-8", LENIENT);
}

/** A property's values, written as an attribute or as an element (whose inner tags are left out). */
export function valuesOf(text: string, name: string): ReadonlySet<string> {
  const values = new Set<string>();
  for (let at = text.indexOf(name); at !== -1 && values.size < MAX_VALUES; ) {
    const after = text.slice(at + name.length, at + name.length + MAX_VALUE_LENGTH);
    const value = text[at - 1] === "<" ? elementValue(after, name) : attributeValue(after);
    if (value !== undefined) values.add(plainText(value));
    at = text.indexOf(name, at + name.length);
  }
  return values;
}

function attributeValue(after: string): string | undefined {
  return /^\s{0,9}=\s{0,9}(?:"([^"]*)|'([^']*))/.exec(after)?.slice(1).join("");
}

function elementValue(after: string, name: string): string | undefined {
  if (!/^[\s>]/.test(after)) return undefined;
  const content = after.slice(after.indexOf(">") + 1);
  const end = content.indexOf(`</${name}`);
  return end === -1 ? content : content.slice(0, end);
}

function plainText(value: string): string {
  return value
    .replaceAll(/<[^<>]*>?/g, " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
}

/** "22,19.158N" and "114,10.164E" as degrees; as it stands if it is written otherwise. */
function place(latitude: string, longitude: string): string {
  const north = degreesOf(latitude);
  const east = degreesOf(longitude);
  if (north === undefined || east === undefined) return `${latitude}, ${longitude}`;
  return positionText(north, east);
}

function degreesOf(text: string): number | undefined {
  const match = /^\s*(\d{1,3}),(\d{1,2}(?:\.\d{1,12})?)(?:,(\d{1,2}))?\s*([NSEW])\s*$/i.exec(text);
  if (!match) return undefined;
  const [, degrees, minutes, seconds, letter = ""] = match;
  const sum = Number(degrees) + Number(minutes) / 60 + Number(seconds ?? 0) / 3600;
  return /[SW]/i.test(letter) ? -sum : sum;
}
