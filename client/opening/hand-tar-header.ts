import { latin1 } from "../../crypto/bytes.ts";
import { octalIn } from "../../crypto/tar-header.ts";
import { guessText } from "./read-text.ts";

/** What one header of a tar announces. */
export interface Announced {
  readonly kind: "file" | "folder" | "link" | "pax" | "long-name" | "ignored";
  /** Of what follows, in bytes. */
  readonly size: number;
  readonly name: string;
}

/** What stands before a header and holds for it. */
export interface Extension {
  readonly name?: string;
  readonly size?: number;
}

const KINDS: Readonly<Record<string, Announced["kind"]>> = {
  "0": "file",
  "\0": "file",
  "7": "file",
  "1": "link",
  "2": "link",
  "3": "link",
  "4": "link",
  "6": "link",
  "5": "folder",
  x: "pax",
  L: "long-name",
  g: "ignored",
  K: "ignored",
  V: "ignored",
};

/** What a block says whose checksum is right; undefined if it is of a kind that can't be read here. */
export function announced(block: Uint8Array, before: Extension): Announced | undefined {
  const kind = KINDS[String.fromCharCode(block[156] ?? 0)];
  const written = numberIn(block.subarray(124, 136));
  if (kind === undefined || written === undefined) return undefined;
  const isExtension = kind === "pax" || kind === "long-name" || kind === "ignored";
  const name = isExtension ? "" : (before.name ?? nameIn(block));
  if (kind === "link" || kind === "folder") return { kind, size: 0, name };
  if (kind === "file" && name.endsWith("/")) return { kind: "folder", size: 0, name };
  return { kind, size: isExtension ? written : (before.size ?? written), name };
}

/** What a pax header says of the next file; undefined if it is none, or of a file with holes. */
export function paxIn(bytes: Uint8Array): Extension | undefined {
  let extension: Extension = {};
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const digits = latin1(bytes.subarray(at, Math.min(space, at + 10)));
    const end = at + Number(digits);
    if (space < 0 || !/^[1-9]\d*$/.test(digits) || end > bytes.length || bytes[end - 1] !== 0x0a)
      return undefined;
    const record = bytes.subarray(space + 1, end - 1);
    const equals = record.indexOf(0x3d);
    const key = textIn(record.subarray(0, Math.max(equals, 0)));
    const value = textIn(record.subarray(equals + 1));
    if (key.startsWith("GNU.sparse")) return undefined;
    if (key === "path") extension = { ...extension, name: value };
    if (key === "size") {
      if (!/^\d{1,15}$/.test(value)) return undefined;
      extension = { ...extension, size: Number(value) };
    }
    at = end;
  }
  return extension;
}

/** A name as GNU tar writes a long one before its file. */
export function longNameIn(bytes: Uint8Array): Extension {
  return { name: textIn(upToZero(bytes)) };
}

function nameIn(block: Uint8Array): string {
  const name = textIn(upToZero(block.subarray(0, 100)));
  const isUstar = textIn(block.subarray(257, 263)) === "ustar\0";
  const prefix = isUstar ? textIn(upToZero(block.subarray(345, 500))) : "";
  return prefix === "" ? name : `${prefix}/${name}`;
}

function upToZero(bytes: Uint8Array): Uint8Array {
  const zero = bytes.indexOf(0);
  return zero < 0 ? bytes : bytes.subarray(0, zero);
}

/** Names are in whatever the system that packed them writes. */
function textIn(bytes: Uint8Array): string {
  return guessText(bytes)?.text ?? new TextDecoder().decode(bytes);
}

/** Octal digits, or (GNU) a number in base 256 behind a byte 0x80. */
function numberIn(field: Uint8Array): number | undefined {
  if (field[0] === 0x80) {
    const number = field.subarray(1).reduce((sum, byte) => sum * 256 + byte, 0);
    return Number.isSafeInteger(number) ? number : undefined;
  }
  return octalIn(field);
}
