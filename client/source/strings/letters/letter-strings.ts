import type { LetterCode } from "../../../letters/letter.ts";

/** What the page says of codenames and letters, in one language. */
export interface LetterStrings {
  readonly read: string;
  readonly ask: AskStrings;
  readonly codename: CodenameStrings;
  readonly entry: EntryStrings;
  /** Everybody’s letters may still be on their way. */
  readonly coming: string;
  readonly fromFile: { readonly text: string; readonly choose: string; readonly chosen: string };
  readonly found: FoundStrings;
  /** What a letter says that holds a code in place of words. */
  readonly coded: Readonly<Record<WordedCode, string>>;
}

export type WordedCode = Exclude<LetterCode, "text">;

/** The question before sealing. */
export interface AskStrings {
  readonly heading: string;
  /** Two sentences: what one gets, and what it means if somebody else gets it. */
  readonly text: string;
  readonly without: string;
  readonly yes: string;
  readonly have: string;
  /** To somebody who chose a need that promises contact. */
  readonly needed: string;
  readonly ready: string;
  readonly drop: string;
}

export interface CodenameStrings {
  readonly heading: string;
  /** First of all: a screen reader speaks the words. */
  readonly spoken: string;
  readonly text: readonly string[];
  readonly show: string;
  readonly hide: string;
  readonly again: string;
  readonly againText: string;
  readonly done: string;
  readonly differs: string;
  readonly showAgain: string;
}

export interface EntryStrings {
  readonly lede: string;
  /** `number`: 1 to 12. */
  readonly at: (number: number) => string;
  readonly all: string;
  readonly empty: (number: number) => string;
  readonly change: (number: number, word: string) => string;
  readonly letters: string;
  readonly choices: string;
  readonly remove: string;
  readonly type: string;
  readonly typeLabel: string;
  readonly typeHint: string;
  readonly unknown: (typed: string) => string;
  readonly look: string;
  readonly looking: string;
  readonly incomplete: string;
  /** The twelve don't belong together; which of them is wrong, nobody can tell. */
  readonly mismatch: string;
  /** Of a codename that was entered, and has opened nothing. */
  readonly unproven: string;
}

export interface FoundStrings {
  readonly none: string;
  /** There were some, and none can be shown. */
  readonly noneShown: string;
  readonly noneMeans: string;
  readonly meanings: readonly string[];
  readonly noneNext: string;
  readonly heading: (count: number) => string;
  /** `day`: "December 1, 2026". */
  readonly letter: (number: number, day: string) => string;
  /** `name`: of the language, in the page's own. */
  readonly writtenIn: (name: string) => string;
  readonly care: string;
  /** `more`: than those numbers. */
  readonly missing: (numbers: string, more: boolean) => string;
  readonly older: string;
  readonly former: string;
  readonly invalid: (count: number) => string;
  readonly writeAgain: string;
  readonly otherWords: string;
}
