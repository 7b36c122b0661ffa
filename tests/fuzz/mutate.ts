import { concat } from "../../crypto/bytes.ts";
import type { Seeded } from "../support/seeded.ts";

const TELLING = [0, 1, 0x0a, 0x0d, 0x20, 0x7f, 0x80, 0xff];

/** How a format lies in blocks of one length: a byte more or less puts all that follows out of its place. */
export interface Layout {
  /** Bytes. */
  readonly block: number;
  /** Where in a header's block its fields begin, ascending. */
  readonly fields: readonly number[];
  /** What a header's block is known by, and where that stands in it. */
  readonly mark: { readonly at: number; readonly text: string };
}

/** What inputs of a format are made of. */
export interface Format {
  readonly words: readonly Uint8Array[];
  /** Bytes of the longest. */
  readonly most: number;
  readonly layout: Layout | undefined;
}

/** One input made of others: a few changes on top of each other. */
export function mutate(
  corpus: readonly Uint8Array[],
  { words, most, layout }: Format,
  chance: Seeded,
): Uint8Array {
  let bytes = corpus.length > 0 ? chance.pick(corpus) : new Uint8Array(0);
  for (let left = 1 + chance.below(chance.pick([1, 3, 6])); left > 0; left--)
    bytes =
      layout && chance.below(4) > 0
        ? changedInPlace(bytes, corpus, words, layout, chance)
        : changed(bytes, corpus, words, chance);
  return bytes.slice(0, most);
}

/** A change after which every block is where blocks are: whole blocks come or go, or a field is written over. */
function changedInPlace(
  bytes: Uint8Array,
  corpus: readonly Uint8Array[],
  words: readonly Uint8Array[],
  { block, fields, mark }: Layout,
  chance: Seeded,
): Uint8Array {
  const blockIn = (all: Uint8Array) => block * chance.below(Math.floor(all.length / block) + 1);
  const [at, from, other] = [blockIn(bytes), blockIn(bytes), chance.pick(corpus)];
  const all = Array.from({ length: Math.floor(bytes.length / block) }, (_, i) => block * i);
  const headers = all.filter((place) => startsWithAt(bytes, place + mark.at, mark.text));
  const header = headers.length > 0 ? chance.pick(headers) : at;
  const some = block * (1 + chance.below(3));
  const over = (place: number, piece: Uint8Array) =>
    concat(bytes.subarray(0, place), piece, bytes.subarray(place + piece.length));
  const number = chance.below(fields.length);
  const [field, next] = [fields[number] ?? 0, fields[number + 1] ?? block];
  switch (chance.below(6)) {
    case 0:
      return concat(bytes.subarray(0, at), bytes.subarray(at + some));
    case 1:
      return concat(bytes.subarray(0, at), bytes.subarray(from, from + some), bytes.subarray(at));
    case 2: {
      const there = blockIn(other);
      return concat(bytes.subarray(0, at), other.subarray(there, there + some), bytes.subarray(at));
    }
    case 3:
      return over(at + field, bytes.slice(header + field, header + next));
    case 4:
      return over(header + field, chance.pick(words).slice(0, next - field));
    default:
      return over(header + field + chance.below(next - field), Uint8Array.of(chance.pick(TELLING)));
  }
}

function changed(
  bytes: Uint8Array,
  corpus: readonly Uint8Array[],
  words: readonly Uint8Array[],
  chance: Seeded,
): Uint8Array {
  // Formats begin and end with what stands nowhere else.
  const at = chance.below(8) === 0 ? chance.pick([0, bytes.length]) : chance.below(bytes.length + 1);
  const end = Math.min(bytes.length, at + 1 + chance.below(chance.pick([4, 64, 1024])));
  const put = (piece: Uint8Array, from = at) => concat(bytes.subarray(0, at), piece, bytes.subarray(from));
  switch (chance.below(9)) {
    case 0:
      return put(Uint8Array.of((bytes[at] ?? 0) ^ (1 << chance.below(8))), at + 1);
    case 1:
      return put(Uint8Array.of(chance.pick(TELLING)), at + 1);
    case 2:
      return put(new Uint8Array(0), end);
    case 3:
      return put(bytes.subarray(at, end));
    case 4:
      return put(chance.pick(words));
    case 5: {
      const word = chance.pick(words);
      return put(word, at + word.length);
    }
    case 6:
      return put(numberOf(chance), at + 4);
    case 7: {
      const other = corpus.length > 0 ? chance.pick(corpus) : bytes;
      return concat(bytes.subarray(0, at), other.subarray(chance.below(other.length + 1)));
    }
    default:
      return put(Uint8Array.of(...Array.from({ length: 1 + chance.below(8) }, () => chance.below(256))));
  }
}

function startsWithAt(bytes: Uint8Array, at: number, text: string): boolean {
  return [...text].every((letter, i) => bytes[at + i] === letter.charCodeAt(0));
}

/** Four bytes of a number at one of its edges, either end first. */
function numberOf(chance: Seeded): Uint8Array {
  const number = 2 ** chance.below(33) - 1 + chance.below(3);
  const bytes = Buffer.alloc(4);
  if (chance.below(2) === 0) bytes.writeUInt32BE(number >>> 0);
  else bytes.writeUInt32LE(number >>> 0);
  return new Uint8Array(bytes);
}
