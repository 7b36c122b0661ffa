import { countryName } from "../../report/countries.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import { type Case, type CaseDate, type CasePlace, POSITION_PRECISION } from "./case.ts";
import { isoDate } from "./dates.ts";

/** What stands in one field of a case: nothing is null, an empty text or an empty list. */
export type Value = string | number | null | readonly string[];

type Read<T> = (of: T, language: Language) => Value;

const PLACE = {
  country: ({ country }) => country,
  country_name: ({ country }, language) => (country === "" ? "" : countryName(country, language)),
  region: ({ region }) => region,
  city: ({ city }) => city,
  address: ({ address }) => address,
  precision: ({ precision }) => precision,
  place: ({ chosen }) => chosen?.name ?? "",
  geonames: ({ chosen }) => chosen?.geonames ?? null,
  lat: ({ chosen }) => chosen?.lat ?? null,
  lon: ({ chosen }) => chosen?.lon ?? null,
  position_precision: ({ chosen }) => chosen && POSITION_PRECISION,
  position_degrees: ({ chosen }) => chosen?.degrees ?? null,
} satisfies Record<string, Read<CasePlace>>;

const DATE = {
  "": ({ date }) => isoDate(date),
  _precision: ({ date }) => date.precision,
  _from: ({ from }) => from,
  _to: ({ to }) => to,
} satisfies Record<string, Read<CaseDate>>;

export type PlaceField = keyof typeof PLACE;

export const PLACE_FIELDS = Object.keys(PLACE) as PlaceField[];

/** What a table reads of a part of a case, under its names behind a prefix; nothing where the case lacks that part. */
function fieldsOf<P extends string, T, N extends string>(
  prefix: P,
  part: (one: Case) => T | null,
  table: Readonly<Record<N, Read<T>>>,
) {
  const fields = Object.entries<Read<T>>(table).map(([name, read]) => [
    `${prefix}${name}`,
    (one: Case, language: Language) => {
      const of = part(one);
      return of && read(of, language);
    },
  ]);
  return Object.fromEntries(fields) as Record<`${P}${N}`, Read<Case>>;
}

/** All fields of a case, in the order in which forms have them. */
export const FIELDS = {
  number: ({ number }) => number,
  kind: ({ kind }) => kind,
  title: ({ title }) => title,
  ...fieldsOf("station_", ({ station }) => station, PLACE),
  ...fieldsOf("incident_", ({ incident }) => incident, PLACE),
  premises: ({ premises }) => premises,
  premises_other: ({ premisesOther }) => premisesOther,
  pressure: ({ pressure }) => pressure,
  pressure_other: ({ pressureOther }) => pressureOther,
  bureaus: ({ bureaus }) => bureaus,
  bureaus_other: ({ bureausOther }) => bureausOther,
  name_used: ({ nameUsed }) => nameUsed,
  ...fieldsOf("since", ({ since }) => since, DATE),
  ...fieldsOf("when", ({ when }) => when, DATE),
  grade: ({ grade }) => grade,
  verification: ({ verification }) => verification,
  consent: ({ consent }) => consent,
  tlp: ({ tlp }) => tlp,
  pap: ({ pap }) => pap,
  labels: ({ labels }) => labels,
  related: ({ related }) => related.map(({ number }) => number),
  related_titles: ({ related }) => related.map(({ title }) => title),
  text: ({ text }) => text,
  translation: ({ translations }) =>
    translations.map(({ language, text }) => `[${language}] ${text}`).join("\n\n"),
} as const satisfies Record<string, Read<Case>>;

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export function fieldValue(one: Case, name: FieldName, language: Language): Value {
  const read: Read<Case> = FIELDS[name];
  return read(one, language);
}

export function isNothing(value: Value): boolean {
  return value === null || value === "" || (typeof value === "object" && value.length === 0);
}
