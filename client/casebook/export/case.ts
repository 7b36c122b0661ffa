import type { Country } from "../../report/countries.ts";
import type { ReportDate } from "../../report/date.ts";
import type { Code } from "../../report/vocabulary/codes.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { Pap, Tlp } from "../handling.ts";
import type { EntityId, TipId } from "../names.ts";
import type { Audience } from "../what.ts";
import type { Translation } from "./translations.ts";

/** One tip, station or incident as it leaves: redacted, under a number that says nothing, as coarse as is asked. */
export interface Case {
  readonly number: string;
  readonly kind: CaseKind;
  /** What a person calls it: a station's or an incident's title, or what a tip is about and where; its number if it says neither. */
  readonly title: string;
  /** Where the station is; null if nobody said. */
  readonly station: CasePlace | null;
  /** Where the pressure was, or the incident; null if nobody said. */
  readonly incident: CasePlace | null;
  readonly premises: readonly Code<"premises">[];
  /** What the source wrote for "something else"; so are the two below. */
  readonly premisesOther: string;
  readonly pressure: readonly (Code<"pressureFamily"> | Code<"pressureDirect">)[];
  readonly pressureOther: string;
  readonly bureaus: readonly Code<"linkedBureau">[];
  readonly bureausOther: string;
  readonly nameUsed: string;
  readonly since: CaseDate | null;
  readonly when: CaseDate | null;
  readonly text: string;
  /** What reviewers made of the text in other languages, each to its language; none that may hold what is redacted. */
  readonly translations: readonly Translation[];
  /** `B2`; empty if reviewers differ. */
  readonly grade: string;
  readonly verification: string;
  readonly consent: readonly Code<"consent">[];
  /** The narrowest that any reviewer gave to it, or to a tip behind it. */
  readonly tlp: Tlp;
  readonly pap: Pap;
  readonly labels: readonly string[];
  /** The other cases in this export that belong to it, by their numbers. */
  readonly related: readonly CaseName[];
}

export type CaseName = Pick<Case, "number" | "kind" | "title">;

export const CASE_KINDS = ["tip", "station", "incident"] as const;

export type CaseKind = (typeof CASE_KINDS)[number];

export interface CasePlace {
  /** Of the chosen place, if there is one; else as it was said. Empty if nobody did; so are the texts. */
  readonly country: Country | "";
  readonly region: string;
  readonly city: string;
  /** Empty unless exact places were asked for. */
  readonly address: string;
  /** How fine the source's words are that leave; null if the source said nothing. */
  readonly precision: Code<"placePrecision"> | null;
  /** As a reviewer chose it; null if nobody did, or reviewers differ. */
  readonly chosen: ExportedPlace | null;
}

/** A place of the gazetteer: a city, so its position is where the city is, and never where a house in it is. */
export interface ExportedPlace {
  /** The gazetteer's number, only with the finer position. */
  readonly geonames: number | null;
  readonly name: string;
  readonly country: Country;
  readonly lat: number;
  readonly lon: number;
  /** To which the position is rounded. */
  readonly degrees: 0.1 | 0.01;
}

/** What a position stands for. */
export const POSITION_PRECISION = "city" satisfies Code<"placePrecision">;

/** A date as exact as it was said; a day leaves as its month but internally. */
export interface CaseDate {
  readonly date: ReportDate;
  /** The days between which it lies, both included, `2018-01-01`; empty if none is known, and `to` if it goes on. */
  readonly from: string;
  readonly to: string;
}

/** How much of a case leaves, and in which language it is named. */
export interface Coarseness {
  readonly audience: Audience;
  readonly exactPlaces: boolean;
  readonly language: Language;
}

/** Why something stays. */
export const WITHHELD = [
  "not-kept",
  "kept-differently",
  "redaction-misplaced",
  "set-aside",
  "consent",
  "tlp",
  "unstructured",
  "other-instance",
  "supporting-tip",
] as const;

export type Reason = (typeof WITHHELD)[number];

export interface Withheld {
  readonly about: TipId | EntityId;
  readonly reasons: readonly Reason[];
}
