import { en } from "./en.ts";
import type { Words } from "./words.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

/** BCP 47 tags of the languages a report can be written and shown in. */
export const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;

export type Language = (typeof LANGUAGES)[number];

const WORDS: Readonly<Record<Language, Words>> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant };

export function wordsOf(language: Language): Words {
  return WORDS[language];
}
