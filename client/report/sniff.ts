/** The media types that a file's first bytes are recognised as; everything else is an octet stream. */
export const MEDIA_TYPES = [
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/gif",
  "image/heic",
  "video/mp4",
  "video/webm",
  "audio/mpeg",
  "application/pdf",
  "application/zip",
  "text/plain",
  "application/octet-stream",
] as const;

export type MediaType = (typeof MEDIA_TYPES)[number];

export function isMediaType(text: string): text is MediaType {
  return MEDIA_TYPES.some((type) => type === text);
}

/** How many of a file's first bytes `sniff` looks at. */
export const SNIFF_LENGTH = 4096;

/**
 * The media type of a file, from its first bytes (up to `SNIFF_LENGTH`) and never from its name. A label for
 * the reviewer and for the neutral name, not a promise: what it says may be a lie, as with any file.
 */
export function sniff(start: Uint8Array): MediaType {
  for (const { type, offset, bytes } of SIGNATURES) {
    if (bytes.every((byte, i) => start[offset + i] === byte)) return type;
  }
  if (ascii(start, 0, 4) === "RIFF" && ascii(start, 8, 4) === "WEBP") return "image/webp";
  if (ascii(start, 4, 4) === "ftyp") return HEIC_BRANDS.has(ascii(start, 8, 4)) ? "image/heic" : "video/mp4";
  if (isMpegAudio(start)) return "audio/mpeg";
  return isText(start) ? "text/plain" : "application/octet-stream";
}

const SIGNATURES: readonly { type: MediaType; offset: number; bytes: readonly number[] }[] = [
  { type: "image/jpeg", offset: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/png", offset: 0, bytes: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a] },
  { type: "image/gif", offset: 0, bytes: [0x47, 0x49, 0x46, 0x38, 0x37, 0x61] },
  { type: "image/gif", offset: 0, bytes: [0x47, 0x49, 0x46, 0x38, 0x39, 0x61] },
  { type: "application/pdf", offset: 0, bytes: [0x25, 0x50, 0x44, 0x46, 0x2d] },
  { type: "application/zip", offset: 0, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { type: "application/zip", offset: 0, bytes: [0x50, 0x4b, 0x05, 0x06] },
  { type: "video/webm", offset: 0, bytes: [0x1a, 0x45, 0xdf, 0xa3] },
  { type: "audio/mpeg", offset: 0, bytes: [0x49, 0x44, 0x33] },
];

const HEIC_BRANDS = new Set(["heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1"]);

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

/** An MPEG audio frame header: eleven sync bits, layer III, a bit rate and a sampling rate that exist. */
function isMpegAudio(start: Uint8Array): boolean {
  const [first = 0, second = 0, third = 0] = start;
  if (first !== 0xff || (second & 0xe6) !== 0xe2 || (second & 0x18) === 0x08) return false;
  const bitRate = third >> 4;
  return bitRate !== 0 && bitRate !== 15 && (third & 0x0c) !== 0x0c;
}

/** UTF-8 without control characters other than white space; a character cut off at the end is forgiven. */
function isText(start: Uint8Array): boolean {
  if (start.length === 0) return false;
  const cut = Math.min(start.length, SNIFF_LENGTH);
  for (let end = cut; end > cut - 4 && end > 0; end--) {
    const text = decoded(start.subarray(0, end));
    if (text !== undefined) return !/[^\P{Cc}\t\n\f\r]/u.test(text);
    if (cut < SNIFF_LENGTH) return false;
  }
  return false;
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    // Bytes that are not UTF-8 are an answer here, not an accident.
    return undefined;
  }
}
