import type { Pap, Tlp } from "../../casebook/handling.ts";
import type { ErrorCode } from "../../opening/error-codes.ts";
import type { Mark } from "../../opening/marks.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { CountStrings } from "./counts/strings.ts";
import type { ExportStrings } from "./export/strings.ts";
import type { LetterStrings } from "./letters/strings.ts";
import type { LookingStrings } from "./looking/strings.ts";
import type { PictureStrings } from "./pictures/strings.ts";
import type { PlacesStrings } from "./places/strings.ts";
import type { PublicationStrings } from "./publications/strings.ts";
import type { RedactionStrings } from "./redaction/strings.ts";
import type { StationStrings } from "./stations/strings.ts";
import type { TogetherStrings } from "./together/strings.ts";
import type { TranslationStrings } from "./translation/strings.ts";
import type { TriageStrings } from "./triage/strings.ts";
import type { UnverifiedStrings } from "./unverified/strings.ts";
import type { VersionStrings } from "./versions/strings.ts";

/** The parts of the work, in the order in which they are offered. */
export const SECTIONS = ["tips", "stations", "places", "counts", "letters", "export"] as const;

export type SectionName = (typeof SECTIONS)[number];

/** Everything the workbench says, in one language. A language file that lacks a word doesn't compile. */
export interface Strings {
  readonly language: Language;
  /** The language's own name, in its own script. */
  readonly name: string;
  readonly title: string;
  readonly demo: string;
  readonly noScript: string;
  /** What the parts of the work are called, and all of them together. */
  readonly sections: Readonly<Record<SectionName, string>> & { readonly all: string };
  readonly lock: LockStrings;
  readonly open: OpenStrings;
  readonly queue: QueueStrings;
  readonly tip: TipStrings;
  readonly review: ReviewStrings;
  readonly files: FileStrings;
  readonly casebook: CasebookStrings;
  readonly looking: LookingStrings;
  readonly pictures: PictureStrings;
  readonly together: TogetherStrings;
  readonly triage: TriageStrings;
  readonly stations: StationStrings;
  readonly places: PlacesStrings;
  readonly redaction: RedactionStrings;
  readonly counts: CountStrings;
  readonly exports: ExportStrings;
  readonly letters: LetterStrings;
  readonly publications: PublicationStrings;
  readonly translation: TranslationStrings;
  readonly unverified: UnverifiedStrings;
  readonly versions: VersionStrings;
  readonly marks: Readonly<Record<Mark["kind"], { readonly short: string; readonly sentence: string }>>;
  /** What is wrong, and what to do next. */
  readonly errors: Readonly<Record<ErrorCode, string>>;
}

export interface LockStrings {
  readonly heading: string;
  readonly lede: string;
  readonly offline: string;
  readonly chooseVault: string;
  readonly passphrase: string;
  readonly duration: string;
  readonly unlock: string;
  readonly unlocking: string;
  readonly language: string;
}

export interface OpenStrings {
  readonly heading: string;
  readonly lede: string;
  readonly choose: string;
  readonly more: string;
  readonly opening: (name: string, percent: number) => string;
  readonly openingTips: (name: string, done: number, of: number) => string;
  /** @param kept how many more only a casebook has */
  readonly opened: (tips: number, kept: number) => string;
  readonly bundle: (name: string, day: string, count: number) => string;
  readonly anchorMoved: (fingerprint: string) => string;
  readonly courierUnknown: string;
  readonly left: (envelopes: number, days: number) => string;
  readonly documentsRefused: (count: number) => string;
  readonly broken: (count: number) => string;
  /** So many in one file, all for one reason. */
  readonly alike: (count: number) => string;
}

export interface QueueStrings {
  readonly heading: string;
  readonly searchHint: string;
  readonly count: (shown: number, all: number) => string;
  readonly nothing: string;
  readonly any: string;
  readonly clear: string;
  /** Ends what was chosen on the map, on the timeline or in a table. */
  readonly showAll: string;
  readonly filters: string;
  readonly status: string;
  readonly kind: string;
  readonly country: string;
  readonly urgency: string;
  readonly language: string;
  readonly label: string;
  readonly attention: string;
  readonly onlyAlarms: string;
  readonly onlyUnread: string;
  readonly onlyMine: string;
  readonly onlyKept: string;
  readonly onlyDiffering: string;
  readonly order: string;
  readonly orders: Readonly<Record<"urgent" | "newest" | "oldest" | "name", string>>;
  readonly unread: string;
  readonly kept: string;
  readonly differing: string;
  readonly byHand: string;
  readonly attachments: (count: number) => string;
  readonly noDay: string;
}

export interface TipStrings {
  readonly close: string;
  readonly choose: string;
  readonly asSent: string;
  readonly came: (day: string) => string;
  readonly cameLoose: string;
  readonly writtenIn: (language: string) => string;
  readonly unreadable: string;
  readonly wholeText: string;
  readonly wholeFile: string;
  readonly readAs: (encodings: string) => string;
  readonly readAsElse: string;
  readonly tooLong: string;
  readonly leftOut: (count: number) => string;
  readonly noticed: string;
}

export interface ReviewStrings {
  readonly heading: string;
  readonly keep: string;
  readonly keepWhy: string;
  readonly keptBy: (who: string, day: string) => string;
  readonly you: string;
  readonly someone: (key: string) => string;
  readonly grade: string;
  readonly source: string;
  readonly information: string;
  readonly status: string;
  readonly priority: string;
  readonly verification: string;
  readonly sensitivity: string;
  readonly tlp: string;
  readonly pap: string;
  readonly assigned: string;
  readonly nobody: string;
  readonly labels: string;
  readonly addLabel: string;
  readonly removeLabel: (label: string) => string;
  readonly notes: string;
  readonly newNote: string;
  readonly addNote: string;
  readonly differ: string;
  readonly choose: (value: string, who: string) => string;
  readonly tlpNames: Readonly<Record<Tlp, string>>;
  readonly tlpMeans: Readonly<Record<Tlp, string>>;
  readonly papNames: Readonly<Record<Pap, string>>;
  readonly papMeans: Readonly<Record<Pap, string>>;
}

export interface FileStrings {
  readonly heading: string;
  readonly warning: string;
  readonly none: string;
  readonly file: (number: number) => string;
  readonly type: string;
  readonly called: string;
  readonly size: string;
  readonly bytes: (size: number) => string;
  readonly saidToBe: (type: string) => string;
  readonly lies: string;
  readonly look: string;
  readonly sharpen: string;
  readonly colour: string;
  readonly hide: string;
  readonly working: string;
  readonly tooLarge: string;
  readonly notShown: string;
  readonly picture: (number: number) => string;
  readonly save: string;
  readonly saveAll: (count: number) => string;
  readonly showText: string;
  readonly noText: string;
  readonly beginningOnly: (bytes: number) => string;
  readonly saveWarning: string;
  readonly safely: string;
  readonly strip: string;
}

export interface CasebookStrings {
  readonly heading: string;
  readonly none: string;
  readonly saved: string;
  readonly unsaved: (acts: number) => string;
  readonly drafts: (count: number) => string;
  readonly save: string;
  readonly saving: string;
  /** A file was given to the browser under this name, and nothing says yet that it is on a disk. */
  readonly handed: (name: string) => string;
  readonly check: string;
  readonly sure: string;
  /** Of how many tips files are missing in it, and of which. */
  readonly without: (count: number, names: string) => string;
  /** To whom the file that was given is sealed. */
  readonly sealedFor: (names: string) => string;
  readonly noReaders: string;
  /** Entries by people whom no list of reviewers that is here names. */
  readonly unknown: (count: number) => string;
  readonly refused: (count: number) => string;
  readonly doubted: (count: number) => string;
  /** Of so many values that the page doesn't have. */
  readonly beyond: (count: number) => string;
}
