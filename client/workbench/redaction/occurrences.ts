import type { TextField } from "../../casebook/what.ts";
import type { RedactableText } from "./texts.ts";

/** A place in a tip where some words stand. */
export interface Occurrence {
  readonly field: TextField;
  readonly from: number;
  readonly to: number;
  /** The words themselves, and a little of what is around them. */
  readonly words: string;
  readonly before: string;
  readonly after: string;
}

/** More than this nobody goes through at once. */
export const MOST_AT_ONCE = 200;

const AROUND = 24;

/** Where the words stand, in capitals or not; white space between them is any white space. */
export function occurrencesOf(texts: readonly RedactableText[], words: string): readonly Occurrence[] {
  const parts = words
    .trim()
    .split(/\s+/)
    .filter((part) => part !== "");
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.map(escaped).join("\\s+"), "giu");
  return texts.flatMap(({ field, text }) =>
    [...text.matchAll(pattern)].map((match) =>
      occurrence(field, text, match.index, match.index + match[0].length),
    ),
  );
}

export function occurrence(field: TextField, text: string, from: number, to: number): Occurrence {
  return {
    field,
    from,
    to,
    words: text.slice(from, to),
    before: text.slice(Math.max(0, from - AROUND), from),
    after: text.slice(to, to + AROUND),
  };
}

function escaped(part: string): string {
  return part.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
