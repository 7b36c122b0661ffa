import { KEY_LENGTH } from "./day-schema.ts";

/**
 * Sets of envelope keys as one array of bytes: 16 bytes each, ascending, none twice. So the bytes tell which keys are
 * in the set, and nothing of the order in which they came into it.
 */
export type SortedIds = Uint8Array;

export function sortedIds(hex: Iterable<string>): SortedIds {
  return Buffer.from([...new Set(hex)].sort().join(""), "hex");
}

export function hexOf(ids: SortedIds): string[] {
  const all = Buffer.from(ids.buffer, ids.byteOffset, ids.length).toString("hex");
  return Array.from({ length: ids.length / KEY_LENGTH }, (_, i) => all.slice(i * 32, i * 32 + 32));
}

/** Where the ids from this one on begin (with `behind`, those behind it), in bytes. */
export function rankOf(ids: SortedIds, hex: string, behind: boolean): number {
  const sought = Buffer.from(hex, "hex");
  let [low, high] = [0, ids.length / KEY_LENGTH];
  while (low < high) {
    const middle = (low + high) >> 1;
    const order = compareAt(ids, middle * KEY_LENGTH, sought, 0);
    if (order > 0 || (order === 0 && !behind)) high = middle;
    else low = middle + 1;
  }
  return low * KEY_LENGTH;
}

/** What is in both. */
export function intersectionOf(a: SortedIds, b: SortedIds): SortedIds {
  return differenceOf(a, differenceOf(a, b));
}

/** What is in either. */
export function unionOf(a: SortedIds, b: SortedIds): SortedIds {
  const result = new Uint8Array(a.length + b.length);
  let [i, j, end] = [0, 0, 0];
  while (i < a.length || j < b.length) {
    const order = i >= a.length ? 1 : j >= b.length ? -1 : compareAt(a, i, b, j);
    const [from, at] = order <= 0 ? [a, i] : [b, j];
    result.set(from.subarray(at, at + KEY_LENGTH), end);
    end += KEY_LENGTH;
    if (order <= 0) i += KEY_LENGTH;
    if (order >= 0) j += KEY_LENGTH;
  }
  return result.slice(0, end);
}

/** What is in `a` and not in `b`. */
export function differenceOf(a: SortedIds, b: SortedIds): SortedIds {
  const result = new Uint8Array(a.length);
  let [j, end] = [0, 0];
  for (let i = 0; i < a.length; i += KEY_LENGTH) {
    while (j < b.length && compareAt(a, i, b, j) > 0) j += KEY_LENGTH;
    if (j < b.length && compareAt(a, i, b, j) === 0) continue;
    result.set(a.subarray(i, i + KEY_LENGTH), end);
    end += KEY_LENGTH;
  }
  return result.slice(0, end);
}

/** Compares the ids at these bytes. */
export function compareAt(a: SortedIds, i: number, b: SortedIds, j: number): number {
  for (let k = 0; k < KEY_LENGTH; k++) {
    const difference = (a[i + k] ?? 0) - (b[j + k] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
