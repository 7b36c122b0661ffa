import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "./bytes.ts";
import type { Randomness } from "./random.ts";

/** As much as HKDF-SHA256 gives, in bytes. */
const MOST_BYTES = 255 * 32;

/**
 * The same bytes for the same seed and label, one piece after the other: whoever is told the seed can do again what was
 * done with them. @throws RangeError when more than 8,160 bytes are asked for in all
 */
export function seededRandom(seed: Uint8Array, label: string): Randomness {
  const all = hkdf(sha256, seed, undefined, utf8(label), MOST_BYTES);
  let used = 0;
  return (length) => {
    const piece = all.slice(used, used + length);
    used += length;
    if (used > MOST_BYTES) throw new RangeError("a seed gives 8,160 bytes");
    return piece;
  };
}
