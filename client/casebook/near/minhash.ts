import { mixed } from "./shingles.ts";

/** Bands of rows: two texts that share half of their n-grams meet in a band with a chance of 87%, at 0.7 of 99.98%. */
const BANDS = 32;
const ROWS = 4;

/**
 * Which bands a set of n-grams falls into (MinHash with banding; Broder 1997): sets that resemble each other share
 * one, most others don't. The same set gives the same bands on every machine. None for an empty set.
 */
export function bandsOf(shingles: Uint32Array): readonly string[] {
  if (shingles.length === 0) return [];
  const least = new Uint32Array(BANDS * ROWS).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < least.length; i++) {
      const hash = mixed(shingle ^ (SEEDS[i] ?? 0));
      if (hash < (least[i] ?? 0)) least[i] = hash;
    }
  }
  return Array.from({ length: BANDS }, (_, band) => {
    const rows = least.subarray(band * ROWS, (band + 1) * ROWS);
    return `${band}:${rows.join(",")}`;
  });
}

const SEEDS = Uint32Array.from({ length: BANDS * ROWS }, (_, i) => mixed(0x6e696768 + i * 0x9e3779b9));
