/**
 * Letters and digits that stand together. Any two texts in an alphabet have many triples of letters in common, which
 * would have to be looked at; of Chinese characters, three are as much as five or six letters.
 */
const GRAM = 5;
const GRAM_OF_HAN = 3;

/** Han, and what stands beside it, from the CJK radicals on. */
const FIRST_HAN = 0x2e80;

/** N-grams that are held of a text. */
const MOST_HELD = 2048;

/**
 * The text as it is compared: compatibility forms and case folded, everything but letters, marks and digits gone, so
 * that neither punctuation nor white space tells two texts apart. Simplified and traditional characters are not
 * folded here: `fold` may do so.
 */
export function comparable(text: string, fold: (text: string) => string = (same) => same): string {
  return fold(text.normalize("NFKC").toLowerCase()).replace(/[^\p{L}\p{M}\p{N}]+/gu, "");
}

/**
 * The different character n-grams of a comparable text, as 32-bit hashes, ascending. None if it is too short; of a
 * long text the least 2,048, which stand for all of them (bottom-k sketch; Broder 1997).
 */
export function shinglesOf(comparableText: string): Uint32Array {
  const characters = [...comparableText].map((character) => character.codePointAt(0) ?? 0);
  const hashes = new Set<number>();
  for (let i = 0; i < characters.length; i++) {
    const end = i + ((characters[i] ?? 0) >= FIRST_HAN ? GRAM_OF_HAN : GRAM);
    if (end > characters.length) continue;
    let hash = 0x811c9dc5;
    for (let j = i; j < end; j++) hash = mixed(hash ^ (characters[j] ?? 0));
    hashes.add(hash);
  }
  return Uint32Array.from(hashes).sort().slice(0, MOST_HELD);
}

/**
 * How much two sets share: the size of what is in both over the size of what is in either, 0 to 1; of large sets
 * judged by their least 2,048 members together, to some 2%. What is below `least` may come out as 0: most pairs that
 * are looked at are not alike, and that is seen early.
 */
export function resemblance(a: Uint32Array, b: Uint32Array, least = 0): number {
  const all = a.length + b.length;
  const needed = all > MOST_HELD ? 0 : Math.ceil((least * all) / (1 + least) - 1e-9);
  const [spareA, spareB] = [a.length - needed, b.length - needed];
  let [i, j, both] = [0, 0, 0];
  // Of the numbers that were looked at so far, i + j - both are different.
  while (i < a.length && j < b.length && i + j - both < MOST_HELD) {
    const x = a[i] as number;
    const y = b[j] as number;
    if (x === y) both++;
    if (x <= y) i++;
    if (y <= x) j++;
    if (i - both > spareA || j - both > spareB) return 0;
  }
  const either = Math.min(all - both, MOST_HELD);
  return either === 0 ? 0 : both / either;
}

/** Murmur3's finaliser: every bit of the result hangs on every bit of the number. */
export function mixed(number: number): number {
  let hash = number >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
