import { INTERNAL_ONLY } from "../report/consent.ts";
import { type DateFields, dateOf, isAhead, type ReportDate } from "../report/date.ts";
import type { Place } from "../report/place.ts";
import { EMPTY_PRESSURE, EMPTY_STATION, type Pressure, type Report, type Station } from "../report/report.ts";
import type { Code } from "../report/vocabulary/codes.ts";

/**
 * What a person has answered so far, in the form in which it is asked: dates that are not whole yet, and details of
 * a kind that was unticked again, are kept, so that going back and forth loses nothing.
 */
export interface Answers {
  kinds: readonly Code<"kind">[];
  station: Omit<Station, "place" | "since">;
  stationPlace: Place;
  since: DateFields;
  pressure: Omit<Pressure, "place" | "when">;
  pressurePlace: Place;
  when: DateFields;
  relationship: Code<"relationship"> | null;
  basis: readonly Code<"basis">[];
  certainty: Code<"certainty"> | null;
  need: Code<"need"> | null;
  consent: readonly Code<"consent">[];
  /** Ticked once, where a second tick is asked for: they don't count. */
  unconfirmed: readonly Code<"consent">[];
  narrative: string;
}

/** Precision starts broad: a city, a month. */
const NO_PLACE: Place = { country: null, region: "", city: "", address: "", precision: "city" };
const NO_DATE: DateFields = { precision: "month", year: null, month: null, day: null };

export function noAnswers(): Answers {
  return {
    kinds: [],
    station: EMPTY_STATION,
    stationPlace: NO_PLACE,
    since: NO_DATE,
    pressure: EMPTY_PRESSURE,
    pressurePlace: NO_PLACE,
    when: NO_DATE,
    relationship: null,
    basis: [],
    certainty: null,
    need: null,
    consent: INTERNAL_ONLY,
    unconfirmed: [],
    narrative: "",
  };
}

/** The report that these answers make: only what belongs to the kinds, only dates that exist. */
export function reportOf(answers: Answers): Report {
  const { kinds, stationPlace, since, pressurePlace, when } = answers;
  return {
    station: kinds.includes("station")
      ? { ...answers.station, place: stationPlace, since: dateSaid(since) }
      : null,
    pressure: kinds.includes("pressure")
      ? { ...answers.pressure, place: pressurePlace, when: dateSaid(when) }
      : null,
    relationship: answers.relationship,
    basis: answers.basis,
    certainty: answers.certainty,
    need: answers.need,
    consent: answers.consent,
    narrative: answers.narrative,
  };
}

/** What a person has to mend, or may have mistaken, in a date. */
export type DateError = "incomplete" | "no-such-date" | "ahead";

/** @param now what the browser takes for this moment */
export function dateError(fields: DateFields, now: Date): DateError | undefined {
  const date = dateOf(fields);
  if (date) {
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    return isAhead(date, today) ? "ahead" : undefined;
  }
  const { year, month, day } = fields;
  if (year === null && month === null && day === null) return undefined;
  const whole = year !== null && month !== null && day !== null;
  return whole ? "no-such-date" : "incomplete";
}

function dateSaid(fields: DateFields): ReportDate | null {
  return dateOf(fields) ?? null;
}
