import type { Refusal } from "../../../casebook/finding-codes.ts";

/** What is said of entries that can't be verified or understood, while nothing may leave because of them. */
export interface UnverifiedStrings {
  readonly heading: (count: number) => string;
  readonly lede: string;
  /** Instead, where all are by reviewers who have left. */
  readonly leftLede: string;
  readonly who: string;
  readonly day: string;
  readonly what: string;
  readonly unreadable: string;
  readonly codes: Readonly<Record<Refusal, string>>;
  readonly redaction: string;
  /** What somebody did last who has left: taken in, with a reason. */
  readonly accept: (who: string, count: number) => string;
  readonly acceptWarning: string;
  readonly acceptWhy: string;
  readonly acceptDo: string;
  /** Why entries of somebody who has left count though nobody accepted them. */
  readonly vouched: (left: string, by: string, count: number, day: string) => string;
  readonly accepted: (by: string, day: string, count: number, why: string) => string;
  /** How many reviewers an exception takes, and who wants it otherwise. */
  readonly exceptionsTake: (reviewers: number) => string;
  readonly rulingLede: string;
  readonly ruled: (who: string, day: string, reviewers: number) => string;
  readonly rule: (reviewers: number) => string;
  readonly awaits: string;
  readonly drop: string;
  readonly dropWarning: string;
  readonly dropWhy: string;
  readonly dropDo: (count: number) => string;
  /** Beside a redaction in a tip. */
  readonly redactionNote: string;
}
