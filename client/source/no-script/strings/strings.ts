import type { Language } from "../../../report/vocabulary/languages.ts";

/** All words of the no-script pages in one language. Backticks mark what is typed or shown by a computer. */
export interface NoScriptStrings {
  /** Also the fragment of this language's part. */
  readonly language: Language;
  /** In its own script. */
  readonly languageName: string;
  readonly demo: string;
  readonly heading: string;
  readonly lede: string;
  readonly easier: {
    readonly heading: string;
    readonly text: string;
    readonly steps: readonly string[];
    readonly openPage: string;
    readonly otherwise: string;
  };
  readonly before: { readonly heading: string; readonly notes: readonly Note[] };
  readonly write: { readonly heading: string; readonly text: readonly string[] };
  /** What the report's template says beside the vocabulary's own words. */
  readonly template: {
    readonly introduction: readonly string[];
    readonly kind: string;
    readonly question: (name: string, hint?: string) => string;
    readonly placeHint: string;
    readonly dateHint: string;
    /** Behind an option that can't be taken back. */
    readonly notRecalled: string;
  };
  readonly recipients: {
    readonly heading: string;
    readonly text: readonly string[];
    readonly hybrid: Choice;
    readonly classic: Choice;
    readonly never: string;
  };
  readonly seal: {
    readonly heading: string;
    readonly text: string;
    readonly linux: string;
    readonly mac: string;
    readonly windows: string;
    readonly result: readonly string[];
    readonly withoutList: string;
    readonly withoutListHybrid: string;
    readonly withoutListClassic: string;
  };
  readonly handIn: {
    readonly heading: string;
    readonly file: string;
    readonly fileHint: string;
    readonly sendFile: string;
    readonly paste: string;
    readonly pasteHint: string;
    readonly pasteOnly: string;
    readonly sendPaste: string;
  };
  /** What is said of letters: that they need scripts, and how somebody who knows age opens one all the same. */
  readonly letters: {
    readonly heading: string;
    readonly text: string;
    readonly experts: string;
    readonly steps: readonly string[];
  };
  readonly after: { readonly heading: string; readonly text: readonly string[] };
  readonly back: string;
  readonly answers: Readonly<Record<NoScriptAnswerName, Answer>>;
}

export interface Note {
  readonly heading: string;
  readonly text: string;
}

/** One of the two lists of recipients. */
export interface Choice {
  readonly heading: string;
  readonly text: string;
  readonly save: string;
}

export interface Answer {
  readonly heading: string;
  readonly text: readonly string[];
}

export type NoScriptAnswerName =
  | "received"
  | "not-sealed"
  | "damaged"
  | "not-accepted"
  | "too-large"
  | "later"
  | "unclear"
  | "closed"
  | "not-yet";
