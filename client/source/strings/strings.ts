import type { Sentence } from "./sentence-of.ts";

/** Everything the page says, in one language. A language file that lacks a word doesn't compile. */
export interface Strings {
  /** BCP 47: for the page's `lang`, for numbers, and for the reviewers in tip.json. */
  readonly language: string;
  readonly direction: "ltr" | "rtl";
  /** What a glance at the tab sees: nothing. */
  readonly title: string;
  readonly demo: string;
  readonly heading: string;
  readonly lede: string;
  readonly notesHeading: string;
  readonly notes: readonly { readonly heading: string; readonly text: string }[];
  readonly noScriptHeading: string;
  readonly noScript: readonly string[];
  readonly narrative: string;
  readonly narrativeHint: string;
  /** `share`: of the room that is left, "93%". */
  readonly roomLeft: (share: string) => string;
  readonly files: string;
  /** `most`: "100 MB". */
  readonly filesHint: (most: string) => string;
  readonly chooseFiles: string;
  readonly orDrop: string;
  /** `name`: the file's own name, which isn't sent. */
  readonly fileOnYourSide: (name: string) => string;
  readonly remove: string;
  readonly removeFile: (name: string) => string;
  readonly checking: string;
  readonly checked: (reviewers: number) => string;
  readonly send: string;
  readonly sending: string;
  readonly sealing: string;
  readonly sent: (stored: string, length: string) => string;
  readonly keepOpen: string;
  readonly pausing: (seconds: number) => string;
  readonly cancel: string;
  readonly refused: string;
  readonly stopped: string;
  readonly stoppedNothingLost: string;
  readonly tryAgain: string;
  readonly saveSealedFile: string;
  readonly back: string;
  readonly saving: string;
  readonly saved: string;
  readonly savedNext: readonly string[];
  readonly sealedFileName: string;
  readonly arrived: string;
  readonly arrivedNext: readonly string[];
  readonly wipe: string;
  readonly wiped: string;
  readonly wipedNext: string;
  readonly sentences: Readonly<Record<Sentence, string>>;
}
