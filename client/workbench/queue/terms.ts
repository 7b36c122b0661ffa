import { foldHan } from "../../folding/fold-han.ts";

/** Scripts without spaces between words: a part of a run is looked for anywhere in it. */
export const RUN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu;

const BEGINS_RUN = new RegExp(`^${RUN.source}`, "u");

/** One form for what looks or means alike: full and half width, case, accents, simplified and traditional Chinese. */
export function foldTerm(text: string): string {
  return foldHan(
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase(),
  );
}

/**
 * A text as it is searched: folded, words with one space before and behind, runs of Chinese whole. No dictionary cuts
 * a name that it doesn't know, so nothing that was written is missed. Tibetan syllables, which end in a tsheg, are
 * words here. Takes time in proportion to the text, whatever stands in it.
 */
export function searchable(text: string): string {
  return ` ${foldTerm(text)
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .replace(RUN, " $& ")} `;
}

/** What has to stand in a searchable text: the beginnings of words, and parts of runs. None for an empty query. */
export function needlesOf(query: string): readonly string[] {
  const terms = searchable(query).split(" ");
  return [
    ...new Set(terms.flatMap((term) => (term === "" ? [] : BEGINS_RUN.test(term) ? term : ` ${term}`))),
  ];
}
