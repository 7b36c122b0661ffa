import type { Pap, Tlp } from "../handling.ts";
import type { EntityId, TipId } from "../names.ts";
import type { GazetteerPlace } from "../what.ts";

/** One tip, station or incident as it leaves: redacted, under a number that says nothing, as coarse as is asked. */
export interface Case {
  readonly number: string;
  readonly kind: CaseKind;
  /** A station's or an incident's title; a tip's is its number. */
  readonly title: string;
  readonly country: string;
  readonly region: string;
  readonly city: string;
  /** Empty unless exact places were asked for. */
  readonly address: string;
  /** As a reviewer chose it; null if nobody did, or reviewers differ. The gazetteer's number only with its exact position. */
  readonly place: LeavingPlace | null;
  readonly premises: readonly string[];
  /** What the source wrote for "something else"; so are the two below. */
  readonly premisesOther: string;
  readonly pressure: readonly string[];
  readonly pressureOther: string;
  readonly bureaus: readonly string[];
  readonly bureausOther: string;
  readonly nameUsed: string;
  /** `2024`, `2024-03` or `2024-03-05`, as exact as it was said; empty if it wasn't. */
  readonly since: string;
  readonly when: string;
  readonly text: string;
  /** `B2`; empty if reviewers differ. */
  readonly grade: string;
  readonly verification: string;
  readonly consent: readonly string[];
  /** The narrowest that any reviewer gave to it, or to a tip behind it. */
  readonly tlp: Tlp;
  readonly pap: Pap;
  readonly labels: readonly string[];
  /** The numbers of the other cases in this export that belong to it. */
  readonly related: readonly string[];
}

export const CASE_KINDS = ["tip", "station", "incident"] as const;

export type CaseKind = (typeof CASE_KINDS)[number];

export type LeavingPlace = Omit<GazetteerPlace, "geonames"> & { readonly geonames: number | null };

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
