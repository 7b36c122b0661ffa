import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import { CasebookError } from "../errors.ts";
import type { CasebookView } from "../view.ts";
import type { ExportForm, WhatOf } from "../what.ts";
import type { Case } from "./case.ts";
import type { FieldName } from "./fields.ts";
import { CSV_FIELDS, csvFile, type ExportFile, JSON_FIELDS, jsonFile, manifestFile } from "./files.ts";
import { GEOJSON_FIELDS, geoJsonFile } from "./geojson.ts";
import type { Selection } from "./select.ts";
import { UWAZI_FIELDS, uwaziFiles } from "./uwazi.ts";

export const CASE_FORMS = ["csv", "json", "geojson", "uwazi"] as const satisfies readonly ExportForm[];

export type CaseForm = (typeof CASE_FORMS)[number];

/**
 * The files of an export of cases, the manifest last.
 * @throws CasebookError export-unverified; export-refused for statistics: consent to be counted is none to show single cases
 */
export function exportFiles(selection: Selection, form: CaseForm): readonly ExportFile[] {
  const { audience, cases, language } = selection;
  if (audience === "statistics") throw new CasebookError("export-refused", "statistics are counts only");
  return withManifest(selection, FORMS[form].files(cases, language));
}

/** How a form is written, and which fields of a case stand in it. */
interface Form {
  readonly files: (cases: readonly Case[], language: Language) => readonly ExportFile[];
  readonly fields: readonly FieldName[];
}

const FORMS: Readonly<Record<CaseForm, Form>> = {
  csv: { files: (cases, language) => [csvFile(cases, language)], fields: CSV_FIELDS },
  json: { files: (cases, language) => [jsonFile(cases, language)], fields: JSON_FIELDS },
  geojson: { files: (cases, language) => [geoJsonFile(cases, language)], fields: GEOJSON_FIELDS },
  uwazi: { files: uwaziFiles, fields: UWAZI_FIELDS },
};

/** The fields of a case that a form holds, in its order. */
export function fieldsIn(form: CaseForm): readonly FieldName[] {
  return FORMS[form].fields;
}

/**
 * All files of an export, and their manifest.
 * @throws CasebookError export-unverified: among what can't be verified may be what takes something back
 */
export function withManifest(
  { unverified }: Pick<CasebookView, "unverified">,
  files: readonly ExportFile[],
): readonly ExportFile[] {
  if (unverified.length > 0) throw new CasebookError("export-unverified", `${unverified.length} entries`);
  return [...files, manifestFile(files)];
}

/** The digest of an export's manifest, the last of its files (SHA-256, hex), by which its acts name it. */
export function manifestDigest(files: readonly ExportFile[]) {
  return encodeHex(sha256(files.at(-1)?.bytes ?? new Uint8Array()));
}

/** Most cases that one act names. */
const MOST_CASES = 1000;

/** What is to be signed so that the casebook knows what left, an act for every thousand cases; counts name none. */
export function exportedActs(
  { audience, numbers, withheld }: Selection,
  form: ExportForm,
  files: readonly ExportFile[],
): readonly WhatOf<"exported">[] {
  const manifest = manifestDigest(files);
  const cases = (form === "counts" ? [] : [...numbers]).map(([about, number]) => ({ about, number }));
  const count = Math.max(1, Math.ceil(cases.length / MOST_CASES));
  return Array.from({ length: count }, (_, i) => ({
    kind: "exported",
    form,
    audience,
    cases: cases.slice(i * MOST_CASES, (i + 1) * MOST_CASES),
    manifest,
    withheld: withheld.length,
  }));
}
