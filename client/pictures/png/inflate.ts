/** The codes of one alphabet: how many have each length, and what they stand for, in their order. */
interface Codes {
  readonly counts: readonly number[];
  readonly symbols: readonly number[];
}

/** The order in which a dynamic block gives the lengths of its own codes' codes (RFC 1951, 3.2.7). */
const ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** Two bits, of a length and a distance, are 258 bytes at most. */
const MOST_GROWTH = 1032;

const FIXED = [
  codesOf(Array.from({ length: 288 }, (_, i) => (i < 144 ? 8 : i < 256 ? 9 : i < 280 ? 7 : 8))),
  codesOf(new Array<number>(30).fill(5)),
] as const;

/**
 * What a zlib stream (RFC 1950) holds, for looking at: at most `most` bytes, and of a broken one what stands before
 * the break. Checksums aren't looked at. Never throws.
 */
export function inflated(zlib: Uint8Array, most: number): Uint8Array {
  const bits = new Bits(zlib.subarray(2));
  const out = new Uint8Array(Math.min(most, MOST_GROWTH * zlib.length));
  let length = 0;
  const isOver = () => length >= out.length || bits.spent;

  const copy = (count: number, byte: () => number) => {
    for (let left = count; left > 0 && !isOver(); left--, length++) out[length] = byte();
  };
  const readBlock = ([literals, distances]: readonly [Codes, Codes]) => {
    while (!isOver()) {
      const symbol = bits.symbol(literals);
      if (symbol === 256) return;
      if (symbol < 256) copy(1, () => symbol);
      else {
        const count = symbol === 285 ? 258 : 3 + bits.grown(symbol - 257, 2);
        const distance = 1 + bits.grown(bits.symbol(distances), 1);
        copy(count, () => out[length - distance] ?? 0);
      }
    }
  };
  for (let last = 0; last === 0 && !isOver(); ) {
    last = bits.take(1);
    const kind = bits.take(2);
    if (kind === 0) copy(bits.storedLength(), () => bits.take(8));
    else if (kind < 3) readBlock(kind === 1 ? FIXED : dynamicCodes(bits));
    else break;
  }
  return out.subarray(0, length);
}

class Bits {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get spent(): boolean {
    return this.#at > 8 * this.#bytes.length;
  }

  take(count: number): number {
    let value = 0;
    for (let i = 0; i < count; i++, this.#at++)
      value |= (((this.#bytes[this.#at >> 3] ?? 0) >> (this.#at & 7)) & 1) << i;
    return value;
  }

  /** The length of a block that is stored as it is, behind which it begins. */
  storedLength(): number {
    this.#at = (this.#at + 7) & ~7;
    const length = this.take(16);
    this.take(16);
    return length;
  }

  /** A symbol by its canonical code; the end's, if there is none such. */
  symbol({ counts, symbols }: Codes): number {
    let code = 0;
    let first = 0;
    let index = 0;
    for (const count of counts) {
      code |= this.take(1);
      if (code < first + count) return symbols[index + code - first] ?? 256;
      index += count;
      first = (first + count) << 1;
      code <<= 1;
    }
    return 256;
  }

  /** A length or distance less its least: the steps double after every 2^`bits` codes, the first ones apart. */
  grown(code: number, bits: number): number {
    const step = 1 << bits;
    if (code < 2 * step) return code;
    const extra = (code >> bits) - 1;
    return ((step + (code & (step - 1))) << extra) + this.take(extra);
  }
}

function dynamicCodes(bits: Bits): readonly [Codes, Codes] {
  const literals = 257 + bits.take(5);
  const distances = 1 + bits.take(5);
  const own = new Array<number>(19).fill(0);
  for (const place of ORDER.slice(0, 4 + bits.take(4))) own[place] = bits.take(3);
  const codes = codesOf(own);
  const lengths: number[] = [];
  while (lengths.length < literals + distances && !bits.spent) {
    const symbol = bits.symbol(codes);
    if (symbol < 16) lengths.push(symbol);
    else {
      const repeated = symbol === 16 ? (lengths.at(-1) ?? 0) : 0;
      const count = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7);
      for (let i = 0; i < count; i++) lengths.push(repeated);
    }
  }
  return [codesOf(lengths.slice(0, literals)), codesOf(lengths.slice(literals))];
}

function codesOf(lengths: readonly number[]): Codes {
  const byLength = Array.from({ length: 15 }, (_, i) =>
    lengths.flatMap((length, symbol) => (length === i + 1 ? [symbol] : [])),
  );
  return { counts: byLength.map((symbols) => symbols.length), symbols: byLength.flat() };
}
