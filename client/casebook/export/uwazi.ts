import { utf8 } from "../../../crypto/bytes.ts";
import { dateInWords } from "../../report/readable.ts";
import { type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import { CASE_KINDS, type Case, type CaseDate, type CaseKind, type CaseName } from "./case.ts";
import { type Cell, encodeCsv } from "./csv.ts";
import { type FieldName, fieldValue, PLACE_FIELDS, type PlaceField } from "./fields.ts";
import type { ExportFile } from "./files.ts";
import { labelled, thesaurusFiles, withoutBar } from "./thesauri.ts";

/** What Uwazi looks for in a ZIP, in its root. */
const IMPORTED = "import.csv";

/**
 * The files for Uwazi's import, a table for each kind of case and the thesauri that it refers to by their labels in
 * the library's language. Uwazi imports one table at a time, into one template, and takes a ZIP only with an
 * `import.csv` in it: a single table is called so.
 */
export function uwaziFiles(cases: readonly Case[], language: Language): readonly ExportFile[] {
  const kinds = CASE_KINDS.filter((kind) => cases.some((one) => one.kind === kind));
  return [
    ...kinds.map((kind) => {
      const name = kinds.length === 1 ? IMPORTED : `uwazi-${kind}.csv`;
      return tableFile(
        name,
        cases.filter((one) => one.kind === kind),
        language,
      );
    }),
    ...thesaurusFiles(language),
  ];
}

/** Whether Uwazi takes the ZIP of these as it is. */
export function isImportable(cases: readonly Pick<Case, "kind">[]): boolean {
  return new Set(cases.map(({ kind }) => kind)).size === 1;
}

interface Column {
  readonly name: string;
  /** Which fields of a case it holds. */
  readonly holds: readonly FieldName[];
  readonly cell: (one: Case, language: Language) => Cell;
}

const COLUMNS: readonly Column[] = [
  column("Title", "title", uwaziTitle),
  plain("number", "case_number"),
  ...placeColumns("station"),
  ...placeColumns("incident"),
  column("premises", "premises", (one, language) => labelled("premises", one.premises, language)),
  plain("premises_other"),
  column("pressure", "pressure", (one, language) => labelled("pressure", one.pressure, language)),
  plain("pressure_other"),
  column("bureau", "bureaus", (one, language) => labelled("bureau", one.bureaus, language)),
  plain("bureaus_other", "bureau_other"),
  column("name_used", "name_used", ({ nameUsed }, language) => nameInWords(nameUsed, language)),
  ...dateColumns("since"),
  ...dateColumns("when"),
  plain("grade"),
  column("verification", "verification", (one, language) =>
    labelled("verification", one.verification === "" ? [] : [one.verification], language),
  ),
  column("consent", "consent", (one, language) => labelled("consent", one.consent, language)),
  plain("tlp"),
  plain("pap"),
  column("labels", "labels", ({ labels }) => labels.join("; ")),
  column("related_stations", "related_titles", (one) => relatedTitles(one, "station")),
  column("related_incidents", "related_titles", (one) => relatedTitles(one, "incident")),
  column("related_tips", "related_titles", (one) => relatedTitles(one, "tip")),
  plain("text", "description"),
  plain("translation"),
];

/** What of a case its table holds. */
export const UWAZI_FIELDS = [...new Set(COLUMNS.flatMap(({ holds }) => holds))];

function tableFile(name: string, cases: readonly Case[], language: Language): ExportFile {
  const head = COLUMNS.map((one) => one.name);
  const rows = cases.map((one) => COLUMNS.map(({ cell }) => cell(one, language)));
  return { name, bytes: utf8(encodeCsv([head, ...rows], "library")) };
}

function column(name: string, field: FieldName, cell: Column["cell"]): Column {
  return { name, holds: [field], cell };
}

/** A field as it is. */
function plain(field: FieldName, name: string = field): Column {
  return column(name, field, (one, language) => {
    const value = fieldValue(one, field, language);
    if (value === null) return "";
    return typeof value === "object" ? value.join("|") : value;
  });
}

/** A position is one value, `lat|lon`; how fine it is stands beside it in words. */
function placeColumns(which: "station" | "incident"): readonly Column[] {
  return PLACE_FIELDS.flatMap((name) => {
    const field = `${which}_${name}` as const;
    if (name === "lon") return [];
    if (name === "lat") {
      const cell = ({ [which]: place }: Case): Cell =>
        place?.chosen ? { numbers: [place.chosen.lat, place.chosen.lon] } : "";
      return [{ name: `${which}_geolocation`, holds: [field, `${which}_lon`] as const, cell }];
    }
    return isPrecision(name)
      ? [
          column(field, field, (one, language) =>
            precisionInWords(fieldValue(one, field, language), language),
          ),
        ]
      : [plain(field)];
  });
}

function isPrecision(name: PlaceField): boolean {
  return name === "precision" || name === "position_precision";
}

function precisionInWords(code: unknown, language: Language): string {
  const labels: Readonly<Record<string, string>> = wordsOf(language).labels.placePrecision;
  return typeof code === "string" ? (labels[code] ?? "") : "";
}

/** In words, and as the range of days between which it lies; the end of what goes on is open. */
function dateColumns(which: "since" | "when"): readonly Column[] {
  return [
    {
      name: `${which}_text`,
      holds: [which, `${which}_precision`],
      cell: ({ [which]: said }, language) => (said ? dateInWords(said.date, wordsOf(language)) : ""),
    },
    {
      name: `${which}_range`,
      holds: [`${which}_from`, `${which}_to`],
      cell: ({ [which]: said }) => rangeOf(said),
    },
  ];
}

function rangeOf(date: CaseDate | null): string {
  return date === null || date.from === "" ? "" : `${date.from}:${date.to}`;
}

/** With the number, since Uwazi finds what is related by its title. */
function uwaziTitle({ title, number }: CaseName): string {
  return title === number ? number : `${withoutBar(title).trim()} · ${number}`;
}

function relatedTitles({ related }: Case, kind: CaseKind): string {
  return related
    .filter((one) => one.kind === kind)
    .map(uwaziTitle)
    .join("|");
}

/** A code of ours, or what the source wrote. */
function nameInWords(name: string, language: Language): string {
  const labels: Readonly<Record<string, string>> = wordsOf(language).labels.nameUsed;
  return Object.hasOwn(labels, name) ? (labels[name] ?? name) : name;
}
