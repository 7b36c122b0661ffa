import { concat } from "../../crypto/bytes.ts";
import type { Seeded } from "../support/seeded.ts";

const TELLING = [0, 1, 0x0a, 0x0d, 0x20, 0x7f, 0x80, 0xff];

/** One input made of others: a few changes on top of each other, at most `most` bytes long. */
export function mutate(
  corpus: readonly Uint8Array[],
  words: readonly Uint8Array[],
  most: number,
  chance: Seeded,
): Uint8Array {
  let bytes = corpus.length > 0 ? chance.pick(corpus) : new Uint8Array(0);
  for (let left = 1 + chance.below(6); left > 0; left--) bytes = changed(bytes, corpus, words, chance);
  return bytes.slice(0, most);
}

function changed(
  bytes: Uint8Array,
  corpus: readonly Uint8Array[],
  words: readonly Uint8Array[],
  chance: Seeded,
): Uint8Array {
  const at = chance.below(bytes.length + 1);
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

/** Four bytes of a number at one of its edges, either end first. */
function numberOf(chance: Seeded): Uint8Array {
  const number = 2 ** chance.below(33) - 1 + chance.below(3);
  const bytes = Buffer.alloc(4);
  if (chance.below(2) === 0) bytes.writeUInt32BE(number >>> 0);
  else bytes.writeUInt32LE(number >>> 0);
  return new Uint8Array(bytes);
}
