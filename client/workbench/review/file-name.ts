import type { Day } from "../../../protocol/day.ts";

/** Longest part of a handle, in characters. */
const MOST_HANDLE = 24;

/**
 * What a saved casebook is called: whose it is, of which day, and a number above those of all casebooks that were opened
 * to make it, so that the highest number on a stick is the newest. Whoever finds the stick reads this much.
 */
export function casebookFileName(handle: string, day: Day, number: number): string {
  const letters = handle.normalize("NFC").replace(/[^\p{L}\p{M}\p{N}]+/gu, "-");
  const who = [...letters].slice(0, MOST_HANDLE).join("").replace(/^-|-$/g, "");
  return `casebook-${who || "reviewer"}-${day}-${number}.age`;
}

/** The number in such a name, also if a browser put another behind it; 0 if it is no such name. */
export function casebookFileNumber(name: string): number {
  return Number(/^casebook-.*\d{4}-\d{2}-\d{2}-(\d{1,6})(?!\d)[^/]*\.age$/.exec(name)?.[1] ?? 0);
}
