import { utf8 } from "../../../crypto/bytes.ts";
import { type Code, codesOf, type Group } from "../../report/vocabulary/codes.ts";
import { LANGUAGES, type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../report/vocabulary/reviewing/labels.ts";
import { CASE_KINDS, type Case } from "./case.ts";
import { type Cell, encodeCsv } from "./csv.ts";
import type { ExportFile } from "./files.ts";

/** What Uwazi calls the languages at the head of a thesaurus's columns. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  "zh-Hans": "Chinese (Simplified)",
  "zh-Hant": "Chinese (Traditional)",
};

/** What Uwazi looks for in a ZIP, in its root. */
const IMPORTED = "import.csv";

/**
 * The files for Uwazi's import, a table for each kind of case and the thesauri that it refers to by their English
 * labels. `Title` comes first, a position is `lat|lon`, several values are `A|B`, partial dates are texts. Uwazi
 * imports one table at a time, into one template: a single one is called as Uwazi looks for it in a ZIP.
 */
export function uwaziFiles(cases: readonly Case[]): readonly ExportFile[] {
  const kinds = CASE_KINDS.filter((kind) => cases.some((one) => one.kind === kind));
  return [
    ...kinds.map((kind) => {
      const name = kinds.length === 1 ? IMPORTED : `uwazi-${kind}.csv`;
      return tableFile(
        name,
        cases.filter((one) => one.kind === kind),
      );
    }),
    thesaurusFile("premises", (language) => reportLabels("premises", language)),
    thesaurusFile("pressure", (language) => [
      ...reportLabels("pressureFamily", language),
      ...reportLabels("pressureDirect", language),
    ]),
    thesaurusFile("bureau", (language) => reportLabels("linkedBureau", language)),
    thesaurusFile("verification", verificationLabels),
  ];
}

function tableFile(name: string, cases: readonly Case[]): ExportFile {
  const columns: readonly (readonly [string, (one: Case) => Cell])[] = [
    ["Title", (one) => one.title],
    ["case_number", (one) => one.number],
    ["country", (one) => one.place?.country ?? one.country],
    ["city", (one) => one.place?.name ?? one.city],
    ["place_geolocation", (one) => positionOf(one)],
    ["premises", (one) => labelled("premises", one.premises as readonly Code<"premises">[])],
    ["pressure", (one) => pressureLabels(one.pressure)],
    ["bureau", (one) => labelled("linkedBureau", one.bureaus as readonly Code<"linkedBureau">[])],
    ["since_text", (one) => one.since],
    ["when_text", (one) => one.when],
    ["grade", (one) => one.grade],
    ["verification", (one) => verificationLabel(one.verification)],
    ["tlp", (one) => one.tlp],
    ["pap", (one) => one.pap],
    ["related", (one) => one.related.join("|")],
    ["description", (one) => one.text],
  ];
  const rows = [
    columns.map(([column]) => column),
    ...cases.map((one) => columns.map(([, cell]) => cell(one))),
  ];
  return { name, bytes: utf8(encodeCsv(rows)) };
}

function positionOf({ place }: Case): Cell {
  return place ? { numbers: [place.lat, place.lon] } : "";
}

function thesaurusFile(name: string, labelsIn: (language: Language) => readonly string[]): ExportFile {
  const columns = LANGUAGES.map(labelsIn);
  const rows = (columns[0] ?? []).map((_, i) => columns.map((labels) => labels[i] ?? ""));
  const head = LANGUAGES.map((language) => LANGUAGE_NAMES[language]);
  return { name: `uwazi-thesaurus-${name}.csv`, bytes: utf8(encodeCsv([head, ...rows])) };
}

function reportLabels<G extends Group>(group: G, language: Language): string[] {
  const labels = wordsOf(language).labels[group];
  return codesOf(group).map((code) => withoutBar(labels[code]));
}

function labelled<G extends Group>(group: G, codes: readonly Code<G>[]): string {
  const labels = wordsOf("en").labels[group];
  return codes.map((code) => withoutBar(labels[code])).join("|");
}

function pressureLabels(codes: readonly string[]): string {
  const { pressureFamily, pressureDirect } = wordsOf("en").labels;
  const labels: Readonly<Record<string, string>> = { ...pressureFamily, ...pressureDirect };
  return codes.map((code) => withoutBar(labels[code] ?? code)).join("|");
}

function verificationLabels(language: Language): string[] {
  const { verification } = reviewingLabels(language);
  return REVIEWING_CODES.verification.map((code) => withoutBar(verification[code]));
}

function verificationLabel(code: string): string {
  const labels: Readonly<Record<string, string>> = reviewingLabels("en").verification;
  return withoutBar(labels[code] ?? code);
}

/** The bar separates values. */
function withoutBar(label: string): string {
  return label.replaceAll("|", "/");
}
