import type { Labels } from "./codes.ts";

/** What a report is shown with, in one language: the labels of the codes, and the names of the fields. */
export interface Words {
  readonly labels: Labels;
  readonly fields: Readonly<Record<Field, string>>;
  readonly date: DateWords;
  readonly file: FileWords;
}

/** Headings and names of fields, worded so that source and reviewer can both read them. */
export type Field =
  | "premises"
  | "nameUsed"
  | "linkedBureau"
  | "place"
  | "since"
  | "family"
  | "direct"
  | "when"
  | "about"
  | "relationship"
  | "basis"
  | "certainty"
  | "need"
  | "consent"
  | "narrative";

/** Dates in words. `year` as on a calendar, `month` and `day` from 1. */
export interface DateWords {
  readonly year: (year: number) => string;
  readonly month: (year: number, month: number) => string;
  readonly day: (year: number, month: number, day: number) => string;
  readonly about: (date: string) => string;
  readonly ongoingSince: (date: string) => string;
}

export interface FileWords {
  readonly notCleaned: string;
  readonly nothingFound: string;
  readonly removed: (labels: readonly string[]) => string;
}
