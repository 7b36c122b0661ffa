import type { Refusal } from "../../../casebook/finding-codes.ts";

/** What is said of entries that can't be verified or understood, while nothing may leave because of them. */
export interface UnverifiedStrings {
  readonly heading: (count: number) => string;
  readonly lede: string;
  readonly who: string;
  readonly day: string;
  readonly what: string;
  readonly unreadable: string;
  readonly codes: Readonly<Record<Refusal, string>>;
  readonly redaction: string;
  readonly drop: string;
  readonly dropWarning: string;
  readonly dropWhy: string;
  readonly dropDo: (count: number) => string;
  /** Beside a redaction in a tip. */
  readonly redactionNote: string;
}
