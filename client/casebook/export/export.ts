import { sha256 } from "@noble/hashes/sha2.js";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CasebookError } from "../errors.ts";
import type { CasebookView } from "../view.ts";
import type { ExportForm, WhatOf } from "../what.ts";
import { csvFile, type ExportFile, geoJsonFile, jsonFile, manifestFile } from "./files.ts";
import type { Selection } from "./select.ts";
import { uwaziFiles } from "./uwazi.ts";

export const CASE_FORMS = ["csv", "json", "geojson", "uwazi"] as const satisfies readonly ExportForm[];

export type CaseForm = (typeof CASE_FORMS)[number];

/**
 * The files of an export of cases, the manifest last.
 * @throws CasebookError export-unverified; export-refused for statistics: consent to be counted is none to show single cases
 */
export function exportFiles(selection: Selection, form: CaseForm): readonly ExportFile[] {
  const { audience, cases, exactPlaces } = selection;
  if (audience === "statistics") throw new CasebookError("export-refused", "statistics are counts only");
  return withManifest(selection, FILES[form](cases, exactPlaces));
}

const FILES: Readonly<
  Record<CaseForm, (cases: Selection["cases"], exact: boolean) => readonly ExportFile[]>
> = {
  csv: (cases) => [csvFile(cases)],
  json: (cases) => [jsonFile(cases)],
  geojson: (cases, exact) => [geoJsonFile(cases, exact)],
  uwazi: uwaziFiles,
};

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
