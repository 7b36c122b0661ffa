import { concat, latin1 } from "../../../crypto/bytes.ts";
import { CleanError } from "../errors.ts";
import { ascii, slice, uint } from "../fields.ts";

/** Most chunks of one picture; an animation has one for each frame. */
export const MAX_CHUNKS = 100_000;
/** Most chunks inside of a frame; real ones have one or two. */
export const MAX_FRAME_CHUNKS = 16;

const HEADER_LENGTH = 8;

export interface RiffChunk {
  /** Four bytes as ISO 8859-1. */
  readonly type: string;
  readonly data: Uint8Array;
}

/**
 * The chunks, `most` at most, of a RIFF list's contents. A pad byte follows data of odd length; the last may lack it.
 * @throws CleanError cut-short, unsupported (too many chunks)
 */
export function* riffChunksOf(contents: Uint8Array, most: number): Generator<RiffChunk> {
  let at = 0;
  for (let count = 0; at < contents.length; count++) {
    if (count === most) throw new CleanError("unsupported", "too many chunks");
    const type = latin1(slice(contents, at, 4));
    const length = uint(contents, at + 4, 4, "little");
    yield { type, data: slice(contents, at + HEADER_LENGTH, length) };
    at += HEADER_LENGTH + length + (length % 2);
  }
}

/** A chunk of these data, in pieces: header, data as they are, and a zero where padding is due. */
export function riffChunk(type: string, data: readonly Uint8Array[]): readonly Uint8Array[] {
  const length = data.reduce((sum, piece) => sum + piece.length, 0);
  const header = concat(ascii(type), littleEndian(length, 4));
  return [header, ...data, new Uint8Array(length % 2)];
}

/** A number of `length` bytes, the lowest first. */
export function littleEndian(value: number, length: number): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => Math.floor(value / 256 ** i) % 256);
}
