import type { CompareStrings } from "../../../browser/view/compare.tsx";
import type { Language } from "../../../report/vocabulary/languages.ts";
import type { BagOutcome } from "../mailbags.ts";
import type { ErrorCode } from "../page-error.ts";

/** Everything the page says, in one language. A language file that lacks a word doesn't compile. */
export interface Strings {
  readonly language: Language;
  /** The language's own name, in its own script. */
  readonly name: string;
  readonly title: string;
  readonly noScript: string;
  readonly chooseLanguage: string;
  readonly demo: string;
  readonly first: {
    readonly heading: string;
    readonly lede: string;
    readonly pack: string;
    readonly passphrase: string;
    readonly open: string;
    readonly slow: string;
    readonly compare: CompareStrings;
    readonly lost: { readonly summary: string; readonly what: string };
  };
  readonly ready: {
    readonly heading: string;
    /** Before a link to the onion, or links to several. */
    readonly door: string;
    readonly doors: string;
    readonly amount: string;
    readonly amountHint: string;
    readonly fetch: string;
    readonly goOn: string;
    readonly lock: string;
    readonly again: {
      readonly summary: string;
      readonly hint: string;
      readonly day: string;
      readonly fetch: string;
    };
    readonly left: { readonly summary: string; readonly hint: string };
  };
  readonly mailbags: {
    readonly heading: string;
    readonly hint: string;
    readonly choose: string;
    /** A file that is none. */
    readonly not: (file: string) => string;
    readonly of: (bag: string, outcome: string) => string;
    readonly outcomes: Readonly<Record<BagOutcome["outcome"], string>>;
    readonly done: string;
  };
  readonly busy: Readonly<Record<"opening" | "fetching" | "reading" | "telling" | "delivering", string>>;
  readonly ofBytes: (done: string, all: string) => string;
  readonly stop: string;
  readonly fetched: {
    readonly heading: (count: number, amount: string) => string;
    readonly nothing: string;
    /** There are tips, or there may be. */
    readonly noneFetched: string;
    /** Below that no tips came: a bundle all the same. */
    readonly lettersOnly: string;
    readonly noLetters: string;
    readonly nothingOf: (day: string) => string;
    readonly save: string;
    readonly saveAgain: string;
    readonly saveHint: string;
    readonly choose: string;
    readonly chooseHint: string;
    readonly chooseHintAgain: string;
    /** Before what went wrong. */
    readonly failed: (address: string) => string;
    readonly gone: (count: number) => string;
    readonly damaged: (count: number) => string;
    readonly left: string;
    readonly ofDay: (day: string, count: number, amount: string) => string;
    readonly leftNext: string;
    readonly expired: string;
    readonly expiredOfDay: (day: string, count: number) => string;
    readonly moved: string;
    readonly unseen: (count: number) => string;
  };
  readonly done: {
    readonly acknowledged: (file: string, count: number) => string;
    readonly whole: (file: string, count: number) => string;
    readonly untold: (address: string) => string;
    /** A bundle without tips. */
    readonly letters: (file: string) => string;
    readonly other: string;
    readonly next: string;
    readonly more: string;
  };
  /** What is wrong, and what to do next. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
}
