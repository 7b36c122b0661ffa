import type { TextField } from "../../casebook/what.ts";
import { foldHan } from "../../folding/fold-han.ts";
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

/**
 * Where the words stand, in capitals or not, in simplified or traditional characters; white space between them is any
 * white space.
 */
export function occurrencesOf(texts: readonly RedactableText[], words: string): readonly Occurrence[] {
  const parts = foldHan(words)
    .trim()
    .split(/\s+/)
    .filter((part) => part !== "");
  if (parts.length === 0) return [];
  const pattern = new RegExp(parts.map(escaped).join("\\s+"), "giu");
  return texts.flatMap(({ field, text }) => {
    const folded = foldHan(text);
    const places = placesIn(text, folded);
    return [...folded.matchAll(pattern)].map((match) => {
      const end = match.index + match[0].length;
      return occurrence(field, text, places[match.index] ?? 0, places[end] ?? text.length);
    });
  });
}

/**
 * For each place in the folded text, the place in the text itself: folding keeps code points in their places, and
 * some of them are two code units long in one of the two only.
 */
function placesIn(text: string, folded: string): Uint32Array {
  const places = new Uint32Array(folded.length + 1);
  let at = 0;
  let reached = 0;
  for (const character of folded) {
    places.fill(reached, at, at + character.length);
    at += character.length;
    reached += (text.codePointAt(reached) ?? 0) > 0xffff ? 2 : 1;
  }
  places[at] = reached;
  return places;
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
