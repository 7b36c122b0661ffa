import type { FindingCode } from "../../../pictures/finding.ts";
import type { DamageCode } from "../../worker/clean-messages.ts";

/** What the page says of files, in one language. */
export interface FileStrings {
  readonly heading: string;
  /** `most`: "100 MB". */
  readonly hint: (most: string) => string;
  /** What no cleaning takes out of a picture. */
  readonly shows: string;
  readonly choose: string;
  readonly orDrop: string;
  /** `name`: the file's own name, which isn't sent unless it is kept on purpose. */
  readonly onYourSide: (name: string) => string;
  readonly remove: string;
  readonly removeFile: (name: string) => string;
  readonly reading: string;
  readonly nothingFound: string;
  /** `findings`: already put into a list; the sentence says that the clean copy doesn't hold them. */
  readonly found: (findings: string) => string;
  /** Of a document, which stays as it is. */
  readonly weFound: (findings: string) => string;
  readonly finding: Readonly<Record<Exclude<FindingCode, Remark>, string>>;
  /** What to know of the copy, a sentence each. */
  readonly remarks: Readonly<Record<Remark, string>>;
  /** What was found, with the text that stands in the picture. */
  readonly findingText: (finding: string, text: string) => string;
  readonly original: string;
  readonly originalHint: string;
  readonly keepName: string;
  readonly damaged: Readonly<Record<DamageCode, string>>;
  /** How to make one of it that can be cleaned: of what is seen; of pictures, films and sounds; with an iPhone. */
  readonly screenshot: string;
  readonly saveAgain: string;
  readonly iPhone: string;
  readonly notSent: string;
  readonly sendAsItIs: string;
  /** Of a film, a sound, or a picture of the same boxes: what stays by nature. */
  readonly stays: string;
  /** Text without header or markup. */
  readonly plain: string;
  /** What kinds that can't be cleaned here may hold. */
  readonly uncleanable: Readonly<Record<UncleanableKind, string>>;
  /** For screen readers, after files were added or cleaned. */
  readonly announce: (count: number) => string;
}

/** Findings that are not in the list of what the original held. */
export type Remark = "colours" | "other-still" | "no-end";

export type UncleanableKind =
  | "media"
  | "document"
  | "mail"
  | "markup"
  | "unknown"
  /** Contacts, calendars, tracks. */
  | "personal"
  | "archive";
