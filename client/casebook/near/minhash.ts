import { mixed } from "./shingles.ts";

/** Bands of rows: two texts that share half of their n-grams meet in a band with a chance of 87%, at 0.7 of 99.98%. */
const BANDS = 32;
const ROWS = 4;
const BINS = BANDS * ROWS;

/** No bin holds it: what a bin holds has 25 bits. */
const EMPTY = 0xffffffff;

/**
 * Which bands a set of n-grams falls into (MinHash with banding; Broder 1997): sets that resemble each other share
 * one, most others don't. Every n-gram is hashed once and falls into one bin, and a bin that stays empty borrows from
 * another (Shrivastava 2017): where scripts run slowly, a hash for each bin would take a hundred times as long. The
 * same set gives the same bands on every machine. None for an empty set.
 */
export function bandsOf(shingles: Uint32Array): readonly number[] {
  if (shingles.length === 0) return [];
  const least = new Uint32Array(BINS).fill(EMPTY);
  for (const shingle of shingles) {
    const hash = mixed(shingle ^ SEED);
    const [bin, value] = [hash >>> 25, hash & 0x1ffffff];
    if (value < (least[bin] ?? 0)) least[bin] = value;
  }
  const filled = least.map((value, bin) => (value === EMPTY ? borrowed(least, bin) : value));
  return Array.from({ length: BANDS }, (_, band) => {
    let key = mixed(band + 1);
    for (let row = 0; row < ROWS; row++) key = mixed(key ^ (filled[band * ROWS + row] ?? 0));
    return key | 0;
  });
}

const SEED = 0x6e696768;

/** What the first bin that isn't empty holds, in an order that hangs on the empty bin alone. */
function borrowed(least: Uint32Array, bin: number): number {
  for (let attempt = 1; ; attempt++) {
    const value = least[mixed(bin * 0x9e3779b9 + attempt) >>> 25] ?? EMPTY;
    if (value !== EMPTY) return value;
  }
}
