import { readFileSync, statSync } from "node:fs";
import { crc32, inflateRawSync } from "node:zlib";
import { equalBytes } from "../crypto/bytes.ts";
import { errorCode } from "./errors.ts";

/** RFC 1952 §2.3: the two marks, deflate, no flags, no time. The two bytes behind, of compressor and system, vary. */
const HEADER = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0];
const HEADER_LENGTH = 10;
/** CRC-32 and length of what was compressed. */
const TRAILER_LENGTH = 8;

/** How much longer than the page its gzip form may be, in bytes: a page that hardly shrinks. */
const MARGIN = 1024;

/**
 * What lies beside a page under its name and `.gz`, if it is that page. Without it, or with anything else there, the
 * server compresses the page itself; anything else is told to the operator in one sentence.
 */
export function readBuiltGzip(
  pagePath: string,
  page: Uint8Array,
  tell: (sentence: string) => void,
): Uint8Array | undefined {
  const path = `${pagePath}.gz`;
  try {
    const found = statSync(path);
    const bytes = found.isFile() && found.size <= page.length + MARGIN && readFileSync(path);
    if (bytes && isGzipOf(page, bytes)) return bytes;
    tell(`${path} isn't the page beside it and isn't served: build the pages again and copy both.`);
  } catch (error) {
    const code = errorCode(error);
    if (code !== "ENOENT") tell(`The server can't read ${path} (${code}), and compresses the page itself.`);
  }
  return undefined;
}

/**
 * Whether these bytes are one member of gzip, the page in it, and nothing else: no name, no time, nothing behind.
 * Never unpacks more than the page's length.
 */
export function isGzipOf(page: Uint8Array, bytes: Uint8Array): boolean {
  if (bytes.length < HEADER_LENGTH + TRAILER_LENGTH) return false;
  if (HEADER.some((byte, at) => bytes[at] !== byte)) return false;
  const trailer = Buffer.alloc(TRAILER_LENGTH);
  trailer.writeUInt32LE(crc32(page), 0);
  trailer.writeUInt32LE(page.length, 4);
  if (!trailer.equals(bytes.subarray(-TRAILER_LENGTH))) return false;
  return isDeflateOf(page, bytes.subarray(HEADER_LENGTH, -TRAILER_LENGTH));
}

/** The whole is the page's stream, and without its last byte it is none: zlib doesn't say when bytes are left over. */
function isDeflateOf(page: Uint8Array, bytes: Uint8Array): boolean {
  const whole = inflated(bytes, page.length);
  return whole !== undefined && equalBytes(whole, page) && !inflated(bytes.subarray(0, -1), page.length);
}

function inflated(bytes: Uint8Array, most: number): Uint8Array | undefined {
  try {
    return inflateRawSync(bytes, { maxOutputLength: Math.max(most, 1) });
  } catch (error) {
    if (/^(Z_|ERR_BUFFER_TOO_LARGE$)/.test(errorCode(error))) return undefined;
    throw error;
  }
}
