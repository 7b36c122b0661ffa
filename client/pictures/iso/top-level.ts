import { CleanError } from "../errors.ts";
import { parseBoxHeader } from "./boxes.ts";
import type { Source } from "./source.ts";

/** A box of the file itself, which isn't read yet. */
export interface TopBox {
  readonly type: string;
  readonly at: number;
  readonly headerLength: number;
  readonly length: number;
}

/** Most boxes of a file; films in fragments have some thousands. */
const MAX_BOXES = 100_000;

/** Types that begin a file, or without which it would be another one. */
const OURS = ["ftyp", "moov", "mdat", "meta", "moof"];

/** The boxes of a file, as far as it consists of them. @throws CleanError cut-short, unsupported */
export function topLevelOf(source: Source): TopBox[] {
  const boxes: TopBox[] = [];
  for (let at = 0; at + 8 <= source.length; ) {
    const rest = source.length - at;
    const header = parseBoxHeader(source.read(at, Math.min(16, rest)));
    const length = header.length === 0 ? rest : header.length;
    if (length > rest && OURS.includes(header.type)) throw new CleanError("cut-short", header.type);
    if (length > rest || length < header.headerLength || !/^[\x20-\x7e\xa9]{4}$/.test(header.type)) break;
    if (boxes.length === MAX_BOXES) throw new CleanError("unsupported", "too many boxes");
    boxes.push({ type: header.type, at, headerLength: header.headerLength, length });
    at += length;
  }
  return boxes;
}

export function endOf({ at, length }: TopBox): number {
  return at + length;
}

/** Most bytes of a box that is held in memory; a film's header of an hour has less than one million. */
const MOST_IN_MEMORY = 64 * 1024 * 1024;

/** A box's contents, as a copy. @throws CleanError unsupported */
export function contentsOf(source: Source, { at, headerLength, length }: TopBox): Uint8Array {
  if (length > MOST_IN_MEMORY) throw new CleanError("unsupported", "a box is too large");
  return source.read(at + headerLength, length - headerLength).slice();
}
