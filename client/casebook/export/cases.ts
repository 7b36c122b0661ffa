import type { ReportDate } from "../../report/date.ts";
import { unhidden } from "../../report/harmless.ts";
import type { Place } from "../../report/place.ts";
import { DEFAULTS, PAP, TLP } from "../handling.ts";
import type { EntityId, TipId } from "../names.ts";
import { agreed, type CasebookView, type Current, deciding, type EntityView, type TipView } from "../view.ts";
import type { Audience, GazetteerPlace } from "../what.ts";
import type { Case, LeavingPlace } from "./case.ts";
import type { Content } from "./content.ts";
import { narrowestPap, narrowestTlp } from "./permit.ts";

export type Numbers = ReadonlyMap<TipId | EntityId, string>;

/** How much of a case leaves. */
export interface Coarseness {
  readonly audience: Audience;
  readonly exactPlaces: boolean;
}

/** Texts of others leave with what hides in them written out. */
export function tipCase(tip: TipView, { report, text }: Content, numbers: Numbers, how: Coarseness): Case {
  const { station = null, pressure = null } = report ?? {};
  const number = numbers.get(tip.tip) ?? "";
  const grade = agreed(tip.grade, { source: DEFAULTS.source, information: DEFAULTS.information });
  return {
    number,
    kind: "tip",
    title: number,
    ...typedPlace(station?.place ?? pressure?.place ?? null, how),
    place: asFineAsAsked(chosenPlace(tip), how),
    premises: station?.premises ?? [],
    premisesOther: unhidden(station?.premisesOther ?? ""),
    pressure: [...(pressure?.family ?? []), ...(pressure?.direct ?? [])],
    pressureOther: unhidden(pressure?.directOther ?? ""),
    bureaus: station?.linkedBureau ?? [],
    bureausOther: unhidden(station?.linkedBureauOther ?? ""),
    nameUsed: unhidden(station?.nameUsedOther || (station?.nameUsed ?? "")),
    since: dateText(station?.since ?? null, how),
    when: dateText(pressure?.when ?? null, how),
    text: unhidden(text),
    grade: grade ? grade.source + grade.information : "",
    verification: agreed(tip.verification, DEFAULTS.verification) ?? "",
    consent: report?.consent ?? [],
    tlp: narrowestTlp(tip),
    pap: narrowestPap(tip),
    labels: how.audience === "internal" ? different(tip.labels) : [],
    related: relatedNumbers(tip.entities, numbers),
  };
}

export function entityCase(entity: EntityView, view: CasebookView, numbers: Numbers, how: Coarseness): Case {
  const said = deciding(entity.is).map(({ value }) => value);
  const agreedOn = <F extends "country" | "premises">(field: F) => {
    const [first, ...others] = said.map((one) => one[field]);
    return others.every((other) => JSON.stringify(other) === JSON.stringify(first)) ? first : undefined;
  };
  const behind = entity.tips.flatMap(({ value }) => view.tips.get(value) ?? []);
  const [tlps, paps] = [behind.map(narrowestTlp), behind.map(narrowestPap)];
  return {
    number: numbers.get(entity.entity) ?? "",
    kind: sortOf(entity),
    title: unhidden(said.map(({ title }) => title).join(" / ")),
    country: agreedOn("country") ?? "",
    region: "",
    city: "",
    address: "",
    place: asFineAsAsked(agreed(entity.place, null) ?? null, how),
    premises: agreedOn("premises") ?? [],
    premisesOther: "",
    pressure: [],
    pressureOther: "",
    bureaus: [],
    bureausOther: "",
    nameUsed: "",
    since: "",
    when: "",
    text: unhidden(said.map(({ summary }) => summary).join("\n\n")),
    grade: "",
    verification: agreed(entity.verification, DEFAULTS.verification) ?? "",
    consent: [],
    tlp: TLP.find((colour) => tlps.includes(colour)) ?? DEFAULTS.tlp,
    pap: PAP.find((colour) => paps.includes(colour)) ?? DEFAULTS.pap,
    labels: how.audience === "internal" ? different(entity.labels) : [],
    related: relatedNumbers(entity.tips, numbers),
  };
}

/** A station where reviewers differ. */
export function sortOf({ is }: EntityView): "station" | "incident" {
  const sorts = deciding(is).map(({ value }) => value.sort);
  return sorts.includes("incident") && !sorts.includes("station") ? "incident" : "station";
}

/** Null too where the city or region was redacted as typed: the chosen place would bring it back. */
export function chosenPlace({ stationPlace, pressurePlace, redactions }: TipView): GazetteerPlace | null {
  const [which, chosen] =
    stationPlace.length > 0 ? (["station", stationPlace] as const) : (["pressure", pressurePlace] as const);
  const hidden = redactions.some(
    ({ value: { field } }) => field === `${which}.place.city` || field === `${which}.place.region`,
  );
  return hidden ? null : (agreed(chosen, null) ?? null);
}

function asFineAsAsked(place: GazetteerPlace | null, { exactPlaces }: Coarseness): LeavingPlace | null {
  if (place === null || exactPlaces) return place;
  const rounded = (degrees: number) => Number(degrees.toFixed(1)) + 0;
  // Whoever has the gazetteer would find the exact position under its number.
  return { ...place, lat: rounded(place.lat), lon: rounded(place.lon), geonames: null };
}

function typedPlace(place: Place | null, { exactPlaces }: Coarseness) {
  const { country, region = "", city = "", address = "" } = place ?? {};
  const shown = { region: unhidden(region), city: unhidden(city) };
  return { country: country ?? "", ...shown, address: exactPlaces ? unhidden(address) : "" };
}

/** A date as a text, since a partial date is no date to a spreadsheet; a day leaves as its month but internally. */
function dateText(date: ReportDate | null, { audience }: Coarseness): string {
  if (!date?.year) return "";
  const two = (part: number) => String(part).padStart(2, "0");
  if (!date.month) return `${date.year}`;
  const month = `${date.year}-${two(date.month)}`;
  return date.day && audience === "internal" ? `${month}-${two(date.day)}` : month;
}

function different(labels: Current<string>): string[] {
  return [...new Set(labels.map(({ value }) => value))].sort();
}

function relatedNumbers(names: Current<TipId | EntityId>, numbers: Numbers): string[] {
  return [...new Set(names.flatMap(({ value }) => numbers.get(value) ?? []))].sort();
}
