import type { NarrowingHint } from "../../report/narrowing.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { DateError } from "../answers.ts";
import type { Step } from "../steps.ts";
import type { FileStrings } from "./files/file-strings.ts";
import type { LetterStrings } from "./letters/letter-strings.ts";
import type { Sentence } from "./sentence-of.ts";

/** Everything the page says, in one language. A language file that lacks a word doesn't compile. */
export interface Strings {
  /** BCP 47: for the page's `lang`, for numbers and names of countries, and for the reviewers in tip.json. */
  readonly language: Language;
  readonly direction: "ltr" | "rtl";
  /** The language's own name, in its own script. */
  readonly name: string;
  /** What this place is, in one line, for somebody who has chosen no language yet. */
  readonly what: string;
  /** What a glance at the tab sees: nothing. */
  readonly title: string;
  readonly demo: string;
  readonly leave: string;
  readonly way: WayStrings;
  readonly begin: BeginStrings;
  readonly roster: RosterStrings;
  readonly tell: { readonly heading: string; readonly lede: string; readonly lookOver: string };
  readonly questions: QuestionStrings;
  readonly files: FileStrings;
  readonly letters: LetterStrings;
  readonly review: ReviewStrings;
  readonly sending: SendingStrings;
  readonly ends: EndStrings;
  readonly sentences: Readonly<Record<Sentence, string>>;
}

export interface WayStrings {
  /** The parts of the way by name, a word or two each. */
  readonly parts: Readonly<Record<Exclude<Step, "language">, string>>;
  readonly next: string;
  readonly back: string;
  readonly checking: string;
  readonly checked: (reviewers: number) => string;
  readonly refused: string;
  /** From which day on one can write. */
  readonly opens: (day: string) => string;
  readonly tryAgain: string;
}

export interface Note {
  readonly heading: string;
  readonly text: string;
}

export interface BeginStrings {
  readonly heading: string;
  readonly danger: Note;
  /** Three, read in ten seconds. */
  readonly points: readonly Note[];
  readonly more: { readonly heading: string; readonly notes: readonly Note[] };
  readonly begin: string;
  readonly handIn: string;
}

export interface RosterStrings {
  readonly heading: string;
  readonly text: readonly string[];
  readonly choose: string;
}

export interface QuestionStrings {
  /** In the line of a section that nothing was said to. */
  readonly unsaid: string;
  readonly topic: string;
  readonly name: string;
  readonly placeHint: string;
  readonly dateHint: string;
  readonly basis: string;
  readonly anyOfThem: string;
  readonly oneOfThem: string;
  readonly other: string;
  readonly clear: string;
  readonly country: string;
  readonly noCountry: string;
  readonly region: string;
  readonly city: string;
  readonly address: string;
  readonly precision: string;
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly notSaid: string;
  readonly dateError: Readonly<Record<DateError, string>>;
  /** Beside an option that narrows down who the source is. */
  readonly narrows: string;
  readonly narrowing: Readonly<Record<NarrowingHint, string>>;
  readonly dangerNow: Note;
  readonly consentHint: string;
  readonly confirmAuthorities: string;
  readonly confirmAuthoritiesHint: string;
  readonly narrative: string;
  readonly narrativeHint: string;
  /** `share`: of the room that is left, "93%". */
  readonly roomLeft: (share: string) => string;
}

export type FileKind = "image" | "video" | "audio" | "other";

export interface ReviewStrings {
  readonly heading: string;
  readonly lede: string;
  readonly nothing: string;
  /** Screen readers hear what is changed; `heading` is the part's. */
  readonly change: string;
  readonly changeWhat: (heading: string) => string;
  readonly notSent: (count: number) => string;
  /** `size`: "1.8 MB". */
  readonly file: (kind: FileKind, number: number, size: string) => string;
  readonly withOriginal: string;
  readonly send: string;
  readonly save: string;
}

export interface SendingStrings {
  readonly heading: string;
  readonly sealing: string;
  readonly stored: (stored: string, length: string) => string;
  readonly lessThanAMinute: string;
  readonly minutes: (count: number) => string;
  readonly hours: (count: number) => string;
  readonly paused: string;
  readonly waiting: (seconds: number) => string;
  readonly keepOpen: string;
  readonly pause: string;
  readonly resume: string;
  readonly retryNow: string;
  readonly cancel: string;
}

export interface EndStrings {
  readonly stopped: string;
  readonly nothingLost: string;
  readonly fileNotLost: string;
  readonly saveSealedFile: string;
  readonly back: string;
  readonly saving: string;
  readonly saved: string;
  readonly savedNext: readonly string[];
  readonly sealedFileName: string;
  readonly arrived: string;
  readonly arrivedNext: readonly string[];
  /** The same to somebody who can read an answer. */
  readonly arrivedAnswerable: readonly string[];
  readonly fileArrived: string;
  readonly fileArrivedNext: readonly string[];
  readonly wipe: string;
  readonly wiped: string;
  readonly wipedNext: string;
}
