import { type Country, isCountry } from "./countries.ts";
import { dateOf, type ReportDate } from "./date.ts";
import {
  codeList,
  codeOf,
  codeOrNull,
  countOrNull,
  fieldsOf,
  type Known,
  malformed,
  textOf,
} from "./fields.ts";
import type { Place } from "./place.ts";
import type { Pressure, Report, Station } from "./report.ts";

/**
 * The report of a tip.json. Whether it is settled, the caller finds by encoding it again.
 * @throws ReportError tip-malformed, for another shape, an unknown code, a date that doesn't exist
 */
export function readReport(known: Known, value: unknown): Report {
  const fields = fieldsOf(value, "report");
  return {
    station: fields.station === null ? null : readStation(known, fields.station),
    pressure: fields.pressure === null ? null : readPressure(known, fields.pressure),
    relationship: codeOrNull(known, "relationship", fields.relationship),
    basis: codeList(known, "basis", fields.basis),
    certainty: codeOrNull(known, "certainty", fields.certainty),
    need: codeOrNull(known, "need", fields.need),
    consent: codeList(known, "consent", fields.consent),
    narrative: textOf(fields.narrative, "narrative"),
  };
}

function readStation(known: Known, value: unknown): Station {
  const fields = fieldsOf(value, "station");
  return {
    premises: codeList(known, "premises", fields.premises),
    premisesOther: textOf(fields.premisesOther, "premisesOther"),
    nameUsed: codeOrNull(known, "nameUsed", fields.nameUsed),
    nameUsedOther: textOf(fields.nameUsedOther, "nameUsedOther"),
    linkedBureau: codeList(known, "linkedBureau", fields.linkedBureau),
    linkedBureauOther: textOf(fields.linkedBureauOther, "linkedBureauOther"),
    place: readPlace(known, fields.place),
    since: readDate(known, fields.since),
  };
}

function readPressure(known: Known, value: unknown): Pressure {
  const fields = fieldsOf(value, "pressure");
  return {
    family: codeList(known, "pressureFamily", fields.family),
    direct: codeList(known, "pressureDirect", fields.direct),
    directOther: textOf(fields.directOther, "directOther"),
    place: readPlace(known, fields.place),
    when: readDate(known, fields.when),
  };
}

function readPlace(known: Known, value: unknown): Place | null {
  if (value === null) return null;
  const fields = fieldsOf(value, "place");
  return {
    country: readCountry(fields.country),
    region: textOf(fields.region, "region"),
    city: textOf(fields.city, "city"),
    address: textOf(fields.address, "address"),
    precision: codeOf(known, "placePrecision", fields.precision),
  };
}

function readCountry(value: unknown): Country | null {
  if (value === null || isCountry(value)) return value;
  throw malformed("country");
}

function readDate(known: Known, value: unknown): ReportDate | null {
  if (value === null) return null;
  const fields = fieldsOf(value, "date");
  const date = dateOf({
    precision: codeOf(known, "datePrecision", fields.precision),
    year: countOrNull(fields.year, "year"),
    month: countOrNull(fields.month, "month"),
    day: countOrNull(fields.day, "day"),
  });
  if (!date) throw malformed("date");
  return date;
}
