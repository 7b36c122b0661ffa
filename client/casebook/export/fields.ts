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
type DateField = keyof typeof DATE;

export const PLACE_FIELDS = Object.keys(PLACE) as PlaceField[];
const DATE_FIELDS = Object.keys(DATE) as DateField[];

/** The fields of one place. */
function placeFields<W extends "station" | "incident">(which: W) {
  const fields = PLACE_FIELDS.map((name) => [
    `${which}_${name}`,
    (one: Case, language: Language) => {
      const place = one[which];
      const read: Read<CasePlace> = PLACE[name];
      return place && read(place, language);
    },
  ]);
  return Object.fromEntries(fields) as Record<`${W}_${PlaceField}`, Read<Case>>;
}

function dateFields<W extends "since" | "when">(which: W) {
  const fields = DATE_FIELDS.map((name) => [
    `${which}${name}`,
    (one: Case, language: Language) => {
      const date = one[which];
      const read: Read<CaseDate> = DATE[name];
      return date && read(date, language);
    },
  ]);
  return Object.fromEntries(fields) as Record<`${W}${DateField}`, Read<Case>>;
}

/** All fields of a case, in the order in which forms have them. */
export const FIELDS = {
  number: ({ number }) => number,
  kind: ({ kind }) => kind,
  title: ({ title }) => title,
  ...placeFields("station"),
  ...placeFields("incident"),
  premises: ({ premises }) => premises,
  premises_other: ({ premisesOther }) => premisesOther,
  pressure: ({ pressure }) => pressure,
  pressure_other: ({ pressureOther }) => pressureOther,
  bureaus: ({ bureaus }) => bureaus,
  bureaus_other: ({ bureausOther }) => bureausOther,
  name_used: ({ nameUsed }) => nameUsed,
  ...dateFields("since"),
  ...dateFields("when"),
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
