import { CleanError } from "./errors.ts";

export type ByteOrder = "big" | "little";

/** An unsigned number of `length` bytes (1 to 4). @throws CleanError cut-short */
export function uint(bytes: Uint8Array, at: number, length: number, order: ByteOrder): number {
  if (at + length > bytes.length) throw new CleanError("cut-short", `a number at ${at}`);
  let value = 0;
  for (let i = 0; i < length; i++) {
    const byte = bytes[order === "big" ? at + i : at + length - 1 - i] ?? 0;
    value = value * 256 + byte;
  }
  return value;
}

/** The bytes [start, start + length) as a view. @throws CleanError cut-short */
export function slice(bytes: Uint8Array, start: number, length: number): Uint8Array {
  if (start + length > bytes.length) throw new CleanError("cut-short", `${length} bytes at ${start}`);
  return bytes.subarray(start, start + length);
}

/** Whether the ASCII text stands in the bytes at this place. */
export function hasAscii(bytes: Uint8Array, text: string, at = 0): boolean {
  if (at + text.length > bytes.length) return false;
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

/** Where the ASCII text stands first in the bytes; -1 if nowhere. */
export function indexOfAscii(bytes: Uint8Array, text: string, from = 0): number {
  const first = text.charCodeAt(0);
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (hasAscii(bytes, text, at)) return at;
  }
  return -1;
}

/** ASCII letters as bytes. */
export function ascii(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
