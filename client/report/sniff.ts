import { isMediaType, type MediaType } from "./media-types.ts";
import { sniffText } from "./sniff-text.ts";

/** How many of a file's first bytes `sniff` looks at. */
export const SNIFF_LENGTH = 16 * 1024;

/**
 * The media type of a file, from its first bytes (up to `SNIFF_LENGTH`) and never from its name. A label for
 * the reviewer and for the neutral name, not a promise: what it says may be a lie, as with any file.
 */
export function sniff(bytes: Uint8Array): MediaType {
  const start = bytes.subarray(0, SNIFF_LENGTH);
  for (const [type, offset, mark] of SIGNATURES) if (stands(start, mark, offset)) return type;
  if (stands(start, "RIFF")) return RIFF.get(ascii(start, 8, 4)) ?? "application/octet-stream";
  if (stands(start, "PK\x03\x04")) return zipped(start);
  if (stands(start, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return compound(start);
  if (stands(start, "\x1a\x45\xdf\xa3"))
    return ascii(start, 0, 64).includes("webm") ? "video/webm" : "video/x-matroska";
  if (stands(start, "II*\0") || stands(start, "MM\0*"))
    return isDng(start) ? "image/x-adobe-dng" : "image/tiff";
  if (stands(start, "BM") && stands(start, "\0\0\0\0", 6)) return "image/bmp";
  const type = isoMedia(start) ?? mpegAudio(start);
  return type ?? sniffText(start, bytes.length >= SNIFF_LENGTH) ?? "application/octet-stream";
}

const SIGNATURES: readonly (readonly [MediaType, number, string])[] = [
  ["image/jpeg", 0, "\xff\xd8\xff"],
  ["image/png", 0, "\x89PNG\r\n\x1a\n"],
  ["image/gif", 0, "GIF87a"],
  ["image/gif", 0, "GIF89a"],
  ["image/jxl", 0, "\xff\x0a"],
  ["image/jxl", 0, "\0\0\0\x0cJXL \r\n\x87\n"],
  ["image/jp2", 0, "\0\0\0\x0cjP  \r\n\x87\n"],
  ["audio/ogg", 0, "OggS"],
  ["audio/amr", 0, "#!AMR"],
  ["audio/flac", 0, "fLaC"],
  ["audio/mpeg", 0, "ID3"],
  ["application/pdf", 0, "%PDF-"],
  ["application/rtf", 0, "{\\rtf"],
  ["application/zip", 0, "PK\x05\x06"],
  ["application/vnd.rar", 0, "Rar!\x1a\x07"],
  ["application/x-7z-compressed", 0, "7z\xbc\xaf\x27\x1c"],
  ["application/gzip", 0, "\x1f\x8b\x08"],
];

const RIFF: ReadonlyMap<string, MediaType> = new Map([
  ["WEBP", "image/webp"],
  ["WAVE", "audio/wav"],
  ["AVI ", "video/x-msvideo"],
]);

/** What a ZIP is by the names of its first files, in which programs put what tells them apart. */
const ZIPPED: readonly (readonly [MediaType, string])[] = [
  ["application/vnd.openxmlformats-officedocument.wordprocessingml.document", "word/"],
  ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xl/"],
  ["application/vnd.openxmlformats-officedocument.presentationml.presentation", "ppt/"],
];

function zipped(start: Uint8Array): MediaType {
  const text = ascii(start, 0, SNIFF_LENGTH);
  const names = text
    .split("PK\x03\x04")
    .slice(1)
    .map((entry) => entry.slice(26, 26 + entry.charCodeAt(22)));
  // The first file of OpenDocument and EPUB holds their type.
  const type = /^mimetype([\w/.+-]+?)(?:PK|$|[^\w/.+-])/.exec(text.slice(30, 130))?.[1] ?? "";
  if (isMediaType(type)) return type;
  if (names.includes("AndroidManifest.xml")) return "application/vnd.android.package-archive";
  const isOffice = names.some((name) => name === "[Content_Types].xml" || name.startsWith("_rels/"));
  const office = ZIPPED.find(([, folder]) => names.some((name) => name.startsWith(folder)));
  return (isOffice && office?.[0]) || "application/zip";
}

/** Microsoft's older formats by the names of their streams, which are UTF-16. */
const COMPOUND: readonly (readonly [MediaType, string])[] = [
  ["application/msword", "WordDocument"],
  ["application/vnd.ms-excel", "Workbook"],
  ["application/vnd.ms-powerpoint", "PowerPoint Document"],
  ["application/vnd.ms-outlook", "__substg1.0_"],
];

function compound(start: Uint8Array): MediaType {
  const text = ascii(start, 0, SNIFF_LENGTH);
  const wide = (name: string) => [...name].map((letter) => `${letter}\0`).join("");
  return COMPOUND.find(([, name]) => text.includes(wide(name)))?.[0] ?? "application/x-ole-storage";
}

/** Whether a TIFF has DNG's tag of its version: four bytes. */
function isDng(start: Uint8Array): boolean {
  const text = ascii(start, 0, SNIFF_LENGTH);
  return text.includes("\x12\xc6\x01\0\x04\0\0\0") || text.includes("\xc6\x12\0\x01\0\0\0\x04");
}

/** ISO base media files by their brands; QuickTime's older ones begin without one. */
function isoMedia(start: Uint8Array): MediaType | undefined {
  if (!stands(start, "ftyp", 4)) {
    const isQuickTime = /^(?:moov|mdat|wide|pnot)$/.test(ascii(start, 4, 4));
    return isQuickTime ? "video/quicktime" : undefined;
  }
  const brand = ascii(start, 8, 4);
  const length = ((start[2] ?? 0) << 8) | (start[3] ?? 0);
  const others = ascii(start, 16, Math.max(0, Math.min(256, length - 16)));
  if (/^(?:avif|avis)$/.test(brand) || (/^mi[af]\w$/.test(brand) && others.includes("avif")))
    return "image/avif";
  if (/^(?:hei[cxms]|hev[cxms]|mif[12]|msf1)$/.test(brand)) return "image/heic";
  if (brand === "qt  ") return "video/quicktime";
  if (/^M4[AB] $/.test(brand)) return "audio/mp4";
  return brand.startsWith("3g") ? "video/3gpp" : "video/mp4";
}

/** An MPEG audio frame header: eleven sync bits, a layer, a bit rate and a sampling rate that exist; or AAC's. */
function mpegAudio(start: Uint8Array): MediaType | undefined {
  const [first = 0, second = 0, third = 0] = start;
  if (first !== 0xff) return undefined;
  if ((second & 0xf6) === 0xf0 && (third & 0x3c) <= 0x30) return "audio/aac";
  if ((second & 0xe6) !== 0xe2 || (second & 0x18) === 0x08) return undefined;
  const bitRate = third >> 4;
  return bitRate !== 0 && bitRate !== 15 && (third & 0x0c) !== 0x0c ? "audio/mpeg" : undefined;
}

function stands(bytes: Uint8Array, mark: string, at = 0): boolean {
  return at + mark.length <= bytes.length && ascii(bytes, at, mark.length) === mark;
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  let text = "";
  for (const byte of bytes.subarray(offset, offset + length)) text += String.fromCharCode(byte);
  return text;
}
