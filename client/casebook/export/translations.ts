import { foldHan } from "../../folding/fold-han.ts";
import { type Current, deciding, type Said, type TipView } from "../view.ts";
import type { WhatOf } from "../what.ts";

type Translated = WhatOf<"translated">;

/** A translation as it leaves. */
export interface Translation {
  /** A language tag, such as `en` or `zh-Hans`. */
  readonly language: string;
  readonly text: string;
}

/** Why a translation stays where its tip leaves. */
export type HeldWhy =
  /** Something was redacted that whoever made it hasn't said to have left out. */
  | "redacted-since"
  /** Words stand in it that are redacted in the tip. */
  | "redacted-words"
  /** Several stand side by side, or it is in doubt, or of another version of the tip. */
  | "not-agreed";

export interface Held {
  readonly translation: Said<Translated>;
  readonly why: HeldWhy;
}

/**
 * Which translations of a tip leave: of each language one that is agreed on, whose author has left out all that is
 * redacted now, in whichever field, by whomever; redactions of acts in doubt too.
 * @param hidden the words that are redacted, as the tip has them
 */
export function sortTranslations(
  { translations, redactions, misplaced }: Pick<TipView, "translations" | "redactions" | "misplaced">,
  hidden: readonly string[],
): { readonly leaving: readonly Translation[]; readonly held: readonly Held[] } {
  const leaving: Translation[] = [];
  const held: Held[] = [];
  const ofOther = new Set(misplaced.map(({ act }) => act));
  for (const [language, all] of byLanguage(translations)) {
    const deciders = deciding(all);
    for (const translation of all) {
      const isAgreed = isAlone(translation, deciders) && !ofOther.has(translation.act);
      const why = isAgreed ? whyHeld(translation.value, redactions, hidden) : "not-agreed";
      if (why) held.push({ translation, why });
      else leaving.push({ language, text: translation.value.text });
    }
  }
  return { leaving, held };
}

function isAlone(one: Said<Translated>, deciders: Current<Translated>): boolean {
  return one.doubt === null && deciders.length === 1;
}

function whyHeld(
  { text, without }: Translated,
  redactions: TipView["redactions"],
  hidden: readonly string[],
): HeldWhy | undefined {
  const left = new Set(without);
  if (redactions.some(({ act }) => !left.has(act))) return "redacted-since";
  return holdsAny(text, hidden) ? "redacted-words" : undefined;
}

/** Those that say something, in the order of their languages. An empty one has taken back those before it. */
export function byLanguage(translations: Current<Translated>): readonly [string, Current<Translated>][] {
  const said = translations.filter(({ value }) => value.text !== "");
  return [...Map.groupBy(said, ({ value }) => value.language)].sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether redacted words stand in a text as they are, in capitals or not, in simplified or traditional characters. */
function holdsAny(text: string, hidden: readonly string[]): boolean {
  const folded = fold(text);
  return hidden.some((words) => {
    const looked = fold(words);
    return isTelling(looked) && folded.includes(looked);
  });
}

function fold(text: string): string {
  return foldHan(text.normalize("NFKC").toLowerCase())
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim();
}

/** One letter of an alphabet stands in every text. */
function isTelling(words: string): boolean {
  return words.length > 1 || /\p{Script=Han}/u.test(words);
}
