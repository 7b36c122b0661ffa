import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { Case } from "./case.ts";
import { BYTE_ORDER_MARK, type Cell, encodeCsv } from "./csv.ts";
import { FIELD_NAMES, fieldValue, type Value } from "./fields.ts";

/** A file of an export. */
export interface ExportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export const CSV_FIELDS = FIELD_NAMES;
export const JSON_FIELDS = FIELD_NAMES;

/** cases.csv: a row for each case, several values of one field separated by `|`. */
export function csvFile(cases: readonly Case[], language: Language): ExportFile {
  const rows = cases.map((one) => CSV_FIELDS.map((name) => cellOf(fieldValue(one, name, language))));
  return { name: "cases.csv", bytes: utf8(BYTE_ORDER_MARK + encodeCsv([CSV_FIELDS, ...rows])) };
}

function cellOf(value: Value): Cell {
  if (value === null) return "";
  return typeof value === "object" ? value.join("|") : value;
}

/** cases.json: the same fields, with numbers and lists as such; null where there is nothing. */
export function jsonFile(cases: readonly Case[], language: Language): ExportFile {
  const fields = cases.map((one) =>
    Object.fromEntries(JSON_FIELDS.map((name) => [name, fieldValue(one, name, language)])),
  );
  const text = JSON.stringify({ type: "nightjar-export/v1", cases: fields }, undefined, 2);
  return { name: "cases.json", bytes: utf8(`${text}\n`) };
}

/** SHA256SUMS, as `sha256sum -c` reads it: of the files of this export, and of nothing else. */
export function manifestFile(files: readonly ExportFile[]): ExportFile {
  const lines = files.map(({ name, bytes }) => `${encodeHex(sha256(bytes))}  ${name}\n`);
  return { name: "SHA256SUMS", bytes: utf8(lines.join("")) };
}
