import { type Country, isCountry } from "./countries.ts";
import { dateOf, type ReportDate } from "./date.ts";
import { codeList, codeOf, codeOrNull, countOrNull, fieldsOf, malformed, textOf } from "./fields.ts";
import type { Place } from "./place.ts";
import type { Pressure, Report, Station } from "./report.ts";

/**
 * The report of a tip.json. Whether it is settled, the caller finds by encoding it again.
 * @throws ReportError tip-malformed, for another shape, an unknown code, a date that doesn't exist
 */
export function readReport(value: unknown): Report {
  const fields = fieldsOf(value, "report");
  return {
    station: fields.station === null ? null : readStation(fields.station),
    pressure: fields.pressure === null ? null : readPressure(fields.pressure),
    relationship: codeOrNull("relationship", fields.relationship),
    basis: codeList("basis", fields.basis),
    certainty: codeOrNull("certainty", fields.certainty),
    need: codeOrNull("need", fields.need),
    consent: codeList("consent", fields.consent),
    narrative: textOf(fields.narrative, "narrative"),
  };
}

function readStation(value: unknown): Station {
  const fields = fieldsOf(value, "station");
  return {
    premises: codeList("premises", fields.premises),
    premisesOther: textOf(fields.premisesOther, "premisesOther"),
    nameUsed: codeOrNull("nameUsed", fields.nameUsed),
    nameUsedOther: textOf(fields.nameUsedOther, "nameUsedOther"),
    linkedBureau: codeList("linkedBureau", fields.linkedBureau),
    linkedBureauOther: textOf(fields.linkedBureauOther, "linkedBureauOther"),
    place: readPlace(fields.place),
    since: readDate(fields.since),
  };
}

function readPressure(value: unknown): Pressure {
  const fields = fieldsOf(value, "pressure");
  return {
    family: codeList("pressureFamily", fields.family),
    direct: codeList("pressureDirect", fields.direct),
    directOther: textOf(fields.directOther, "directOther"),
    place: readPlace(fields.place),
    when: readDate(fields.when),
  };
}

function readPlace(value: unknown): Place | null {
  if (value === null) return null;
  const fields = fieldsOf(value, "place");
  return {
    country: readCountry(fields.country),
    region: textOf(fields.region, "region"),
    city: textOf(fields.city, "city"),
    address: textOf(fields.address, "address"),
    precision: codeOf("placePrecision", fields.precision),
  };
}

function readCountry(value: unknown): Country | null {
  if (value === null || isCountry(value)) return value;
  throw malformed("country");
}

function readDate(value: unknown): ReportDate | null {
  if (value === null) return null;
  const fields = fieldsOf(value, "date");
  const date = dateOf({
    precision: codeOf("datePrecision", fields.precision),
    year: countOrNull(fields.year, "year"),
    month: countOrNull(fields.month, "month"),
    day: countOrNull(fields.day, "day"),
  });
  if (!date) throw malformed("date");
  return date;
}
