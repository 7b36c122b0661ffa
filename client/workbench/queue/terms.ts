/** Runs of Chinese characters. */
const HAN = /\p{Script=Han}+/gu;

/** Tibetan has no spaces between words; syllables end in a tsheg. */
const TIBETAN = /\p{Script=Tibetan}+/gu;
const SYLLABLE_ENDS = /[\u0f0b-\u0f14\u0f3a-\u0f3d]+/u;

const WORDS = new Intl.Segmenter("en", { granularity: "word" });

/**
 * What a text is found by: words in scripts with spaces, syllables in Tibetan, and of Chinese every character and
 * every pair of neighbours. A dictionary would cut names that it doesn't know in one way here and in another way
 * there; pairs are cut alike everywhere, so nothing that was written is missed.
 */
export function termsOfText(text: string): string[] {
  return cut(text, (run) => [...run, ...pairs(run)]);
}

/** The same for what is looked for: of more than one Chinese character, the pairs only. */
export function termsOfQuery(query: string): string[] {
  return cut(query, (run) => (run.length > 1 ? pairs(run) : [...run]));
}

/** One form for what looks alike: full width and half width, upper and lower case, accents. */
export function foldTerm(term: string): string {
  return term.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function cut(text: string, ofHan: (run: readonly string[]) => string[]): string[] {
  const chinese = (text.match(HAN) ?? []).flatMap((run) => ofHan([...run]));
  const tibetan = (text.match(TIBETAN) ?? [])
    .flatMap((run) => run.split(SYLLABLE_ENDS))
    .filter((syllable) => syllable !== "");
  const rest = text.replace(HAN, " ").replace(TIBETAN, " ");
  const words = rest.trim() === "" ? [] : wordsOf(rest);
  return [...words, ...chinese, ...tibetan];
}

function wordsOf(text: string): string[] {
  return [...WORDS.segment(text)].flatMap(({ segment, isWordLike }) => (isWordLike ? segment : []));
}

function pairs(run: readonly string[]): string[] {
  return run.slice(1).map((character, i) => `${run[i]}${character}`);
}
