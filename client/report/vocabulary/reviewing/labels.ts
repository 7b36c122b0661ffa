import type { Language } from "../languages.ts";
import type { ReviewingLabels } from "./codes.ts";
import { en } from "./en.ts";
import { zhHans } from "./zh-hans.ts";
import { zhHant } from "./zh-hant.ts";

const LABELS: Readonly<Record<Language, ReviewingLabels>> = { en, "zh-Hans": zhHans, "zh-Hant": zhHant };

export function reviewingLabels(language: Language): ReviewingLabels {
  return LABELS[language];
}
