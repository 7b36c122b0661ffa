import { latin1, utf8 } from "./bytes.ts";
import { CryptoError } from "./errors.ts";

const LENGTH = 512;
const SIZE = { start: 124, end: 136 } as const;
const CHECKSUM = { start: 148, end: 156 } as const;
const TYPE = 156;
const MAGIC = { start: 257, end: 263 } as const;
const PREFIX = { start: 345, end: 500 } as const;

const decoder = new TextDecoder("utf-8", { fatal: false });

/**
 * The 512 bytes in front of a plain file in a POSIX tar, the same for everybody but for name and size.
 * @param name at most 100 bytes of UTF-8
 * @throws CryptoError size-invalid: eleven octal digits are all there is room for
 */
export function tarHeader({ name, size }: { readonly name: string; readonly size: number }): Uint8Array {
  const header = new Uint8Array(LENGTH);
  const write = (at: number, text: string) => header.set(utf8(text), at);
  const octal = (number: number, digits: number) => number.toString(8).padStart(digits, "0");
  if (octal(size, 11).length > 11) throw new CryptoError("size-invalid", "too large for a tar");
  write(0, name);
  write(100, octal(0o644, 7));
  for (const owner of [108, 116]) write(owner, octal(0, 7));
  write(SIZE.start, octal(size, 11));
  write(136, octal(0, 11));
  write(TYPE, "0");
  write(MAGIC.start, "ustar\0" + "00");
  write(CHECKSUM.start, `${octal(sumOf(header), 6)}\0 `);
  return header;
}

/** What a header announces, as it stands there: whether its name is safe is for the caller to see. */
export interface TarEntry {
  readonly name: string;
  /** "other" is whatever isn't a file's or a folder's: links, devices, what only holds for the next entry. */
  readonly kind: "file" | "folder" | "other";
  /** Bytes that follow; of a folder none. */
  readonly size: number;
}

/** @param block 512 bytes @throws CryptoError tar-malformed */
export function parseTarHeader(block: Uint8Array): TarEntry {
  const size = octalIn(block.subarray(SIZE.start, SIZE.end));
  if (!isTarHeader(block) || size === undefined) throw new CryptoError("tar-malformed", "a header");
  const type = block[TYPE] === 0 ? "0" : String.fromCharCode(block[TYPE] ?? 0);
  const kind = type === "0" ? "file" : type === "5" ? "folder" : "other";
  return { name: nameIn(block), kind, size: kind === "folder" ? 0 : size };
}

/** Whether these 512 bytes are a header: the checksum in it is right (POSIX ustar, "chksum"). */
export function isTarHeader(block: Uint8Array): boolean {
  return octalIn(block.subarray(CHECKSUM.start, CHECKSUM.end)) === sumOf(block);
}

/** Octal digits, blanks before them, blanks or zeros behind. */
export function octalIn(field: Uint8Array): number | undefined {
  const digits = /^ *([0-7]*)[ \0]*$/.exec(latin1(field))?.[1];
  return digits === undefined ? undefined : Number.parseInt(`0${digits}`, 8);
}

/** The checksum counts its own field as blanks. */
function sumOf(block: Uint8Array): number {
  let sum = 0x20 * (CHECKSUM.end - CHECKSUM.start);
  for (let at = 0; at < block.length; at++)
    if (at < CHECKSUM.start || at >= CHECKSUM.end) sum += block[at] ?? 0;
  return sum;
}

/** A name that isn't UTF-8 gets signs in it that stand for what can't be read. */
function nameIn(block: Uint8Array): string {
  const isPosix = latin1(block.subarray(MAGIC.start, MAGIC.end)) === "ustar\0";
  const prefix = isPosix ? textIn(block.subarray(PREFIX.start, PREFIX.end)) : "";
  const name = textIn(block.subarray(0, 100));
  return prefix === "" ? name : `${prefix}/${name}`;
}

function textIn(field: Uint8Array): string {
  const end = field.indexOf(0);
  return decoder.decode(end < 0 ? field : field.subarray(0, end));
}
