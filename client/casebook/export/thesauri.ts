import { utf8 } from "../../../crypto/bytes.ts";
import { codesOf, type Group } from "../../report/vocabulary/codes.ts";
import { LANGUAGES, type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../report/vocabulary/reviewing/labels.ts";
import { encodeCsv } from "./csv.ts";
import type { ExportFile } from "./files.ts";

/** What Uwazi calls the languages at the head of a thesaurus's columns. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  "zh-Hans": "Chinese (Simplified)",
  "zh-Hant": "Chinese (Traditional)",
};

/** A library that tells the scripts apart no further. */
const CHINESE = "Chinese";

type Labels = Readonly<Record<string, string>>;

const THESAURI = {
  premises: (language) => reportLabels("premises", language),
  pressure: (language) => ({
    ...reportLabels("pressureFamily", language),
    ...reportLabels("pressureDirect", language),
  }),
  bureau: (language) => reportLabels("linkedBureau", language),
  consent: (language) => reportLabels("consent", language),
  verification: (language) => {
    const { verification } = reviewingLabels(language);
    return Object.fromEntries(REVIEWING_CODES.verification.map((code) => [code, verification[code]]));
  },
} as const satisfies Record<string, (language: Language) => Labels>;

export type Thesaurus = keyof typeof THESAURI;

function reportLabels(group: Group, language: Language): Labels {
  const labels: Labels = wordsOf(language).labels[group];
  return Object.fromEntries(codesOf(group).map((code) => [code, labels[code] ?? code]));
}

/** The labels of some codes, to the letter as they stand in the thesaurus, with bars between. */
export function labelled(thesaurus: Thesaurus, codes: readonly string[], language: Language): string {
  const labels: Labels = THESAURI[thesaurus](language);
  return codes.map((code) => withoutBar(labels[code] ?? code)).join("|");
}

/**
 * A file for each thesaurus, with a column for each language. Uwazi takes the column of the library's language, English
 * if there is none; a label in another language than that becomes a second value beside it.
 */
export function thesaurusFiles(language: Language): readonly ExportFile[] {
  const languages = [...LANGUAGES, language === "en" ? "zh-Hans" : language];
  const head = [...LANGUAGES.map((one) => LANGUAGE_NAMES[one]), CHINESE];
  return (Object.keys(THESAURI) as Thesaurus[]).map((name) => {
    const columns = languages.map((one) => Object.values(THESAURI[name](one)).map(withoutBar));
    const rows = (columns[0] ?? []).map((_, i) => columns.map((labels) => labels[i] ?? ""));
    return {
      name: `uwazi-thesaurus-${name}.csv`,
      bytes: utf8(encodeCsv([head, ...rows], "library")),
    };
  });
}

/** The bar separates values. */
export function withoutBar(text: string): string {
  return text.replaceAll("|", "/");
}
