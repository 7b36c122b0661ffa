import { latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, hasAscii, slice, uint } from "../fields.ts";

const POLYNOMIAL = 0xedb88320;

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte;
  for (let bit = 0; bit < 8; bit++) {
    remainder = remainder & 1 ? POLYNOMIAL ^ (remainder >>> 1) : remainder >>> 1;
  }
  return remainder;
});

/** CRC-32 as PNG has it (ISO 3309), unsigned. */
function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (let i = 0; i < bytes.length; i++) {
    crc = (TABLE[(crc ^ (bytes[i] ?? 0)) & 255] ?? 0) ^ (crc >>> 8);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

export const PNG_SIGNATURE = "\x89PNG\r\n\x1a\n";

/** Most chunks of one picture; real ones have some thousands. */
const MAX_CHUNKS = 100_000;
/** Bytes of a chunk around its data: length, type, checksum. */
const FRAME_LENGTH = 12;

export interface Chunk {
  /** Four ASCII letters; a capital first means that nobody can show the picture without it. */
  readonly type: string;
  /** From the length to the checksum. */
  readonly whole: Uint8Array;
  readonly data: Uint8Array;
  /** Whether its checksum is right. */
  readonly intact: boolean;
}

/**
 * The chunks of a PNG; returns what stands behind IEND, which is the last, or undefined if the bytes end without it.
 * Pixels may be broken, and their end missing: viewers show them as far as they go.
 * @throws CleanError cut-short, bad-checksum (of one that the picture needs), structure, unsupported (too many chunks)
 */
export function* chunksOf(bytes: Uint8Array): Generator<Chunk, Uint8Array | undefined> {
  const signature = slice(bytes, 0, PNG_SIGNATURE.length);
  if (!hasAscii(signature, PNG_SIGNATURE)) throw new CleanError("structure", "signature");
  let at = PNG_SIGNATURE.length;
  for (let count = 0; count < MAX_CHUNKS; count++) {
    if (at === bytes.length) return undefined;
    const chunk = chunkAt(bytes, at);
    at += chunk.whole.length;
    yield chunk;
    if (chunk.type === "IEND") return bytes.subarray(at);
  }
  throw new CleanError("unsupported", "too many chunks");
}

function chunkAt(bytes: Uint8Array, at: number): Chunk {
  const length = uint(bytes, at, 4, "big");
  const type = latin1(slice(bytes, at + 4, 4));
  if (!/^[A-Za-z]{4}$/.test(type)) throw new CleanError("structure", "chunk type");
  if (type === "IDAT" && at + FRAME_LENGTH + length > bytes.length) {
    const whole = bytes.subarray(at);
    return { type, whole, data: whole.subarray(8, 8 + length), intact: false };
  }
  const whole = slice(bytes, at, FRAME_LENGTH + length);
  const checksum = uint(whole, 8 + length, 4, "big");
  const intact = crc32(whole.subarray(4, 8 + length)) === checksum;
  if (!intact && /^[A-Z]/.test(type) && type !== "IDAT") throw new CleanError("bad-checksum");
  return { type, whole, data: whole.subarray(8, 8 + length), intact };
}

/** A chunk of our own. */
export function encodeChunk(type: string, data: Uint8Array): Uint8Array {
  const whole = new Uint8Array(FRAME_LENGTH + data.length);
  const view = new DataView(whole.buffer);
  view.setUint32(0, data.length);
  whole.set(ascii(type), 4);
  whole.set(data, 8);
  view.setUint32(8 + data.length, crc32(whole.subarray(4, 8 + data.length)));
  return whole;
}
