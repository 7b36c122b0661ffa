import type { ReportDate } from "./date.ts";
import type { Place } from "./place.ts";
import { type Report, settleReport } from "./report.ts";
import type { Code, Group } from "./vocabulary/codes.ts";

/**
 * The codes that narrow down who the source is: few people can have chosen them. The page says so beside each.
 * Free text is not judged.
 */
export const NARROWING = {
  relationship: ["self", "family_of_affected", "worked_there", "same_organisation"],
  basis: ["told_by_affected", "have_document"],
  pressureDirect: ["video_interrogation", "told_to_inform"],
  placePrecision: ["exact", "vicinity"],
  datePrecision: ["day"],
} as const satisfies { readonly [G in Group]?: readonly Code<G>[] };

export function narrows<G extends Group>(group: G, code: Code<G>): boolean {
  const narrowing: Partial<Record<Group, readonly string[]>> = NARROWING;
  return narrowing[group]?.includes(code) ?? false;
}

/** Combinations that narrow it down further than each part: there the page proposes a broader choice. */
export const NARROWING_HINTS = [
  "worked-there-with-exact-place",
  "worked-there-with-exact-day",
  "same-organisation-with-exact-place",
  "same-organisation-with-exact-day",
  "affected-with-exact-place",
  "affected-with-exact-day",
  "spoken-with-on-exact-day",
  "exact-place-with-exact-day",
] as const;

export type NarrowingHint = (typeof NARROWING_HINTS)[number];

/** Which of those the report holds, in their order. "Exact" is what `NARROWING` has of places and dates. */
export function narrowingHints(report: Report): readonly NarrowingHint[] {
  const { station, pressure, relationship } = settleReport(report);
  const ofStation = exactness(station?.place, station?.since);
  const ofPressure = exactness(pressure?.place, pressure?.when);
  const place = ofStation.place || ofPressure.place;
  const day = ofStation.day || ofPressure.day;
  const worked = relationship === "worked_there";
  const sameGroup = relationship === "same_organisation";
  const affected = relationship === "self" || relationship === "family_of_affected";
  const spokenWith = pressure?.direct.some((code) => narrows("pressureDirect", code)) ?? false;
  const holds: Readonly<Record<NarrowingHint, boolean>> = {
    "worked-there-with-exact-place": worked && place,
    "worked-there-with-exact-day": worked && day,
    "same-organisation-with-exact-place": sameGroup && place,
    "same-organisation-with-exact-day": sameGroup && day,
    "affected-with-exact-place": affected && place,
    "affected-with-exact-day": affected && day,
    "spoken-with-on-exact-day": spokenWith && ofPressure.day,
    "exact-place-with-exact-day": [ofStation, ofPressure].some((exact) => exact.place && exact.day),
  };
  return NARROWING_HINTS.filter((hint) => holds[hint]);
}

function exactness(place: Place | null | undefined, date: ReportDate | null | undefined) {
  return {
    place: place ? narrows("placePrecision", place.precision) : false,
    day: date ? narrows("datePrecision", date.precision) : false,
  };
}
