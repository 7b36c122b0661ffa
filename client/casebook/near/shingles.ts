/** Letters and digits that stand together; an n-gram never spans two texts. */
const GRAM = 3;

/**
 * The text as it is compared: compatibility forms and case folded, everything but letters, marks and digits gone, so
 * that neither punctuation nor white space tells two texts apart. Simplified and traditional characters are not
 * folded here: `fold` may do so.
 */
export function comparable(text: string, fold: (text: string) => string = (same) => same): string {
  return fold(text.normalize("NFKC").toLowerCase()).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

/** The different character n-grams of a comparable text, as 32-bit hashes, ascending. None if it is too short. */
export function shinglesOf(comparableText: string): Uint32Array {
  const characters = [...comparableText].map((character) => character.codePointAt(0) ?? 0);
  const hashes = new Set<number>();
  for (let i = 0; i + GRAM <= characters.length; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + GRAM; j++) hash = mixed(hash ^ (characters[j] ?? 0));
    hashes.add(hash);
  }
  return Uint32Array.from(hashes).sort();
}

/** How much two sets share: the size of what is in both over the size of what is in either, 0 to 1. */
export function resemblance(a: Uint32Array, b: Uint32Array): number {
  let both = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
  }
  const either = a.length + b.length - both;
  return either === 0 ? 0 : both / either;
}

/** Murmur3's finaliser: every bit of the result hangs on every bit of the number. */
export function mixed(number: number): number {
  let hash = number >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
