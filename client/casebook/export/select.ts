import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { randomBytes } from "../../../crypto/random.ts";
import type { ReportDate } from "../../report/date.ts";
import type { Place } from "../../report/place.ts";
import { DEFAULTS } from "../handling.ts";
import type { EntityId, TipId } from "../names.ts";
import { agreed, type CasebookView, type Current, type EntityView, type TipView } from "../view.ts";
import type { Audience, GazetteerPlace } from "../what.ts";
import type { Case, Withheld } from "./case.ts";
import { type Content, contentOf } from "./content.ts";
import { isOverridden, reasonsAgainst } from "./permit.ts";

export interface ExportOptions {
  readonly instance: InstanceId;
  readonly audience: Audience;
  /** Whether addresses leave, and positions as fine as they are known. Default: no. */
  readonly exactPlaces?: boolean;
  /** Numbers for the cases, each asked for once. Default: random. */
  readonly newNumber?: () => string;
}

/** What leaves, and what stays and why: to be looked at before anything is written. */
export interface Selection {
  readonly audience: Audience;
  /** Whether positions are to 0.0001° (11 m); else they are to 0.1° (11 km). */
  readonly exactPlaces: boolean;
  /** In the order of their numbers, which says nothing. */
  readonly cases: readonly Case[];
  /** Which tip or entity is under which number: for the act that logs the export, never for the export. */
  readonly numbers: ReadonlyMap<TipId | EntityId, string>;
  readonly withheld: readonly Withheld[];
}

/** Decides for each tip and entity of a casebook whether it leaves, and makes what leaves. */
export function selectCases(view: CasebookView, options: ExportOptions): Selection {
  const { instance, audience, exactPlaces = false, newNumber = randomNumber } = options;
  const withheld: Withheld[] = [];
  const tips = [...view.tips.values()].flatMap((tip) => {
    const content = contentOf(tip, instance);
    const reasons = reasonsAgainst(tip, content, audience);
    if (content && reasons.length === 0) return [{ tip, content }];
    withheld.push({ about: tip.tip, reasons });
    return [];
  });
  const leaving = new Set(tips.map(({ tip }) => tip.tip));
  const entities = [...view.entities.values()].filter((entity) => {
    const behind = entity.tips.map(({ value }) => value);
    const held = audience !== "internal" && !(behind.length > 0 && behind.every((tip) => leaving.has(tip)));
    if (entity.is.length > 0 && (!held || isOverridden(entity, audience))) return true;
    withheld.push({ about: entity.entity, reasons: [held ? "supporting-tip" : "not-kept"] });
    return false;
  });
  const names = [...tips.map(({ tip }) => tip.tip), ...entities.map(({ entity }) => entity)];
  const numbers = new Map<TipId | EntityId, string>(names.map((name) => [name, newNumber()]));
  const cases = [
    ...tips.map(({ tip, content }) => tipCase(tip, content, numbers, options)),
    ...entities.map((entity) => entityCase(entity, numbers, options)),
  ];
  cases.sort((a, b) => (a.number < b.number ? -1 : 1));
  return { audience, exactPlaces, cases, numbers, withheld };
}

type Numbers = ReadonlyMap<TipId | EntityId, string>;

function tipCase(tip: TipView, { report, text }: Content, numbers: Numbers, options: ExportOptions): Case {
  const { station = null, pressure = null } = report ?? {};
  const number = numbers.get(tip.tip) ?? "";
  const grade = agreed(tip.grade, { source: DEFAULTS.source, information: DEFAULTS.information });
  return {
    number,
    kind: "tip",
    title: number,
    ...typedPlace(station?.place ?? pressure?.place ?? null, options),
    place: asFineAsAsked(chosenPlace(tip), options),
    premises: station?.premises ?? [],
    pressure: [...(pressure?.family ?? []), ...(pressure?.direct ?? [])],
    bureaus: station?.linkedBureau ?? [],
    nameUsed: station?.nameUsedOther || (station?.nameUsed ?? ""),
    since: dateText(station?.since ?? null, options),
    when: dateText(pressure?.when ?? null, options),
    text,
    grade: grade ? grade.source + grade.information : "",
    verification: agreed(tip.verification, DEFAULTS.verification) ?? "",
    consent: report?.consent ?? [],
    labels: options.audience === "internal" ? different(tip.labels) : [],
    related: relatedNumbers(tip.entities, numbers),
  };
}

function entityCase(entity: EntityView, numbers: Numbers, options: ExportOptions): Case {
  const is = entity.is[0]?.value;
  return {
    number: numbers.get(entity.entity) ?? "",
    kind: is?.sort ?? "station",
    title: entity.is.map(({ value }) => value.title).join(" / "),
    country: is?.country ?? "",
    region: "",
    city: "",
    address: "",
    place: asFineAsAsked(agreed(entity.place, null) ?? null, options),
    premises: is?.premises ?? [],
    pressure: [],
    bureaus: [],
    nameUsed: "",
    since: "",
    when: "",
    text: entity.is.map(({ value }) => value.summary).join("\n\n"),
    grade: "",
    verification: agreed(entity.verification, DEFAULTS.verification) ?? "",
    consent: [],
    labels: options.audience === "internal" ? different(entity.labels) : [],
    related: relatedNumbers(entity.tips, numbers),
  };
}

/** Null too where the city or region was redacted as typed: the chosen place would bring it back. */
function chosenPlace({ stationPlace, pressurePlace, redactions }: TipView): GazetteerPlace | null {
  const [which, chosen] =
    stationPlace.length > 0 ? (["station", stationPlace] as const) : (["pressure", pressurePlace] as const);
  const hidden = redactions.some(
    ({ value: { field } }) => field === `${which}.place.city` || field === `${which}.place.region`,
  );
  return hidden ? null : (agreed(chosen, null) ?? null);
}

function asFineAsAsked(place: GazetteerPlace | null, { exactPlaces = false }: ExportOptions) {
  if (place === null || exactPlaces) return place;
  const rounded = (degrees: number) => Number(degrees.toFixed(1)) + 0;
  return { ...place, lat: rounded(place.lat), lon: rounded(place.lon) };
}

function typedPlace(place: Place | null, { exactPlaces = false }: ExportOptions) {
  const { country, region = "", city = "", address = "" } = place ?? {};
  return { country: country ?? "", region, city, address: exactPlaces ? address : "" };
}

/** A date as a text, since a partial date is no date to a spreadsheet; a day leaves as its month but internally. */
function dateText(date: ReportDate | null, { audience }: ExportOptions): string {
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

/** Eight random hex digits in two groups. */
function randomNumber(): string {
  const digits = encodeHex(randomBytes(5)).toUpperCase();
  return `${digits.slice(0, 5)}-${digits.slice(5)}`;
}
