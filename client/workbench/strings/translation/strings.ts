import type { HeldWhy } from "../../../casebook/export/translations.ts";

/** What is said of translations. */
export interface TranslationStrings {
  readonly heading: string;
  readonly original: string;
  /** Of one translation: its language, by whom, on which day. */
  readonly by: (language: string, who: string, day: string) => string;
  /** Why one stays where its tip leaves, and what to do. */
  readonly held: Readonly<Record<HeldWhy, string>>;
  /** The same in a list of what leaves. */
  readonly heldOf: (language: string) => string;
  readonly add: string;
  readonly language: string;
  readonly text: string;
  readonly hint: string;
  /** Beside a tip of which so many spans are redacted. */
  readonly redacted: (count: number) => string;
  readonly save: string;
  readonly edit: (language: string) => string;
  readonly takeBack: (language: string) => string;
  /** The filter: tips that somebody who reads this language can't read. */
  readonly needed: string;
}
