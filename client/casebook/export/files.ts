import { sha256 } from "@noble/hashes/sha2.js";
import { utf8 } from "../../../crypto/bytes.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Case } from "./case.ts";
import { BYTE_ORDER_MARK, type Cell, encodeCsv } from "./csv.ts";

/** A file of an export. */
export interface ExportFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

const COLUMNS: readonly (readonly [string, (one: Case) => Cell])[] = [
  ["number", ({ number }) => number],
  ["kind", ({ kind }) => kind],
  ["title", ({ title }) => title],
  ["country", ({ country }) => country],
  ["region", ({ region }) => region],
  ["city", ({ city }) => city],
  ["address", ({ address }) => address],
  ["place", ({ place }) => place?.name ?? ""],
  ["geonames", ({ place }) => place?.geonames ?? ""],
  ["premises", ({ premises }) => premises.join("|")],
  ["premises_other", ({ premisesOther }) => premisesOther],
  ["pressure", ({ pressure }) => pressure.join("|")],
  ["pressure_other", ({ pressureOther }) => pressureOther],
  ["bureaus", ({ bureaus }) => bureaus.join("|")],
  ["bureaus_other", ({ bureausOther }) => bureausOther],
  ["name_used", ({ nameUsed }) => nameUsed],
  ["since", ({ since }) => since],
  ["when", ({ when }) => when],
  ["grade", ({ grade }) => grade],
  ["verification", ({ verification }) => verification],
  ["consent", ({ consent }) => consent.join("|")],
  ["tlp", ({ tlp }) => tlp],
  ["pap", ({ pap }) => pap],
  ["labels", ({ labels }) => labels.join("|")],
  ["related", ({ related }) => related.join("|")],
  ["text", ({ text }) => text],
];

/** cases.csv: a row for each case, several values of one field separated by `|`. */
export function csvFile(cases: readonly Case[]): ExportFile {
  const rows = [COLUMNS.map(([name]) => name), ...cases.map((one) => COLUMNS.map(([, cell]) => cell(one)))];
  return { name: "cases.csv", bytes: utf8(BYTE_ORDER_MARK + encodeCsv(rows)) };
}

/** cases.json: everything that leaves, as it is. */
export function jsonFile(cases: readonly Case[]): ExportFile {
  const text = JSON.stringify({ type: "nightjar-export/v1", cases }, undefined, 2);
  return { name: "cases.json", bytes: utf8(`${text}\n`) };
}

/** cases.geojson (RFC 7946), with how fine its positions are. */
export function geoJsonFile(cases: readonly Case[], exactPlaces: boolean): ExportFile {
  const features = cases.map(({ number, kind, title, country, place, premises, pressure, verification }) => ({
    type: "Feature",
    geometry: place && { type: "Point", coordinates: [place.lon, place.lat] },
    properties: {
      number,
      kind,
      title,
      country: place?.country ?? country,
      place: place?.name ?? "",
      premises,
      pressure,
      verification,
      precision_degrees: exactPlaces ? 0.0001 : 0.1,
    },
  }));
  const text = JSON.stringify({ type: "FeatureCollection", features });
  return { name: "cases.geojson", bytes: utf8(`${text}\n`) };
}

/** SHA256SUMS, as `sha256sum -c` reads it: of the files of this export, and of nothing else. */
export function manifestFile(files: readonly ExportFile[]): ExportFile {
  const lines = files.map(({ name, bytes }) => `${encodeHex(sha256(bytes))}  ${name}\n`);
  return { name: "SHA256SUMS", bytes: utf8(lines.join("")) };
}
