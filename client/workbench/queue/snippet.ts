import { harmlessLine } from "../../report/harmless.ts";
import { foldTerm, needlesOf, RUN } from "./terms.ts";

/** A part of a line that shows where a tip holds what somebody looks for. */
export interface Piece {
  readonly text: string;
  readonly isMatch: boolean;
}

/** As many characters are shown before the first match, and altogether, in UTF-16 code units. */
const BEFORE = 12;
const ALL = 160;

const WORDS = new RegExp(`${RUN.source}|[\\p{L}\\p{N}\\p{M}]+`, "gu");

/** The part of a text that begins just before the first match of a query; undefined if nothing of it is in there. */
export function snippetOf(text: string, query: string): readonly Piece[] | undefined {
  const needles = needlesOf(query).map((needle) => needle.trim());
  const [first] = needles.length === 0 ? [] : matchesIn(text, needles);
  if (!first) return undefined;
  const from = Math.max(0, first[0] - BEFORE);
  // Half a character at either end would be none.
  const shown = text.slice(from, from + ALL).replace(/^[\uDC00-\uDFFF]|[\uD800-\uDBFF]$/g, "");
  const pieces: Piece[] = [];
  const add = (to: number, isMatch: boolean) => {
    const part = harmlessLine(shown.slice(at, to).replace(/\s+/g, " "));
    if (part !== "") pieces.push({ text: part, isMatch });
    at = to;
  };
  let at = 0;
  if (from > 0) pieces.push({ text: "…", isMatch: false });
  for (const [start, end] of matchesIn(shown, needles)) {
    if (start > at) add(start, false);
    if (end > at) add(end, true);
  }
  add(shown.length, false);
  return pieces;
}

/** Where words begin with what is looked for, or runs of Chinese hold it. */
function* matchesIn(text: string, needles: readonly string[]): Generator<readonly [number, number]> {
  for (const { 0: word, index } of text.matchAll(WORDS)) {
    const folded = foldTerm(word);
    const isRun = word.search(RUN) === 0;
    const found = needles
      .map((needle) => ({ needle, at: isRun ? folded.indexOf(needle) : folded.startsWith(needle) ? 0 : -1 }))
      .filter(({ at }) => at >= 0)
      .sort((a, b) => a.at - b.at || b.needle.length - a.needle.length)[0];
    if (!found) continue;
    // Folding may change how long a word is; then the whole word is marked.
    const isSame = folded.length === word.length;
    yield isSame ? [index + found.at, index + found.at + found.needle.length] : [index, index + word.length];
  }
}
