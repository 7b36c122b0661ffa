import type { Day } from "../../../protocol/day.ts";
import type { PressureClass } from "../../casebook/classes.ts";
import type { Pap, Tlp } from "../../casebook/handling.ts";
import type { ReviewerKey, TipId } from "../../casebook/names.ts";
import type { Mark } from "../../opening/marks.ts";
import type { Country } from "../../report/countries.ts";
import type { Code } from "../../report/vocabulary/codes.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import type { ReviewingCode } from "../../report/vocabulary/reviewing/codes.ts";
import type { Row } from "./row.ts";

/** Some tips only, such as those of one place: what they have in common, as a person reads it. */
export interface Among {
  readonly tips: ReadonlySet<TipId>;
  readonly said: string;
}

/** What a row must have to be shown; what is null or false is not asked for. */
export type Filter = Readonly<typeof NO_FILTER>;

export const NO_FILTER = {
  status: null as ReviewingCode<"status"> | null,
  priority: null as ReviewingCode<"priority"> | null,
  kind: null as Code<"kind"> | "by-hand" | null,
  method: null as PressureClass | null,
  country: null as Country | null,
  need: null as Code<"need"> | null,
  language: null as Language | null,
  /** Needs to be translated into it. */
  untranslated: null as Language | null,
  label: null as string | null,
  source: null as ReviewingCode<"sourceReliability"> | null,
  information: null as ReviewingCode<"infoCredibility"> | null,
  verification: null as ReviewingCode<"verification"> | null,
  tlp: null as Tlp | null,
  pap: null as Pap | null,
  assigned: null as ReviewerKey | "nobody" | null,
  mark: null as Mark["kind"] | null,
  /** Whether reviewers have chosen a place in the gazetteer for it. */
  place: null as "chosen" | "open" | null,
  /** The first and the last day on which it may have come. */
  from: null as Day | null,
  to: null as Day | null,
  /** What was chosen elsewhere: on the map, on the timeline, in a table. */
  among: null as Among | null,
  files: false,
  alarms: false,
  unread: false,
  mine: false,
  kept: false,
  differing: false,
  /** Only what was set aside, which is not shown else. */
  aside: false,
};

/** Who looks, and what they have seen. */
export interface Onlooker {
  readonly key: ReviewerKey;
  readonly read: Pick<ReadonlySet<TipId>, "has">;
}

export function fits(row: Row, filter: Filter, onlooker: Onlooker): boolean {
  return fitsAsSent(row, filter) && fitsAsReviewed(row, filter) && fitsOnlooker(row, filter, onlooker);
}

/** What the source said, and how it came. */
function fitsAsSent({ tip, marks }: Row, filter: Filter): boolean {
  const { facts, contents, day } = tip;
  const { kind, method, country, mark, from, to } = filter;
  return (
    (kind === null || (kind === "by-hand" ? contents.kind === "by-hand" : facts.kinds.includes(kind))) &&
    (method === null || facts.methods.includes(method)) &&
    (country === null || facts.countries.includes(country)) &&
    (filter.need === null || facts.need === filter.need) &&
    (filter.language === null || facts.language === filter.language) &&
    (mark === null || marks.includes(mark)) &&
    (from === null || (day !== null && day >= from)) &&
    (to === null || (day !== null && day <= to)) &&
    (!filter.files || facts.files > 0)
  );
}

/** What reviewers said of it. Where they differ it fits whatever is asked for, so that nobody misses it. */
function fitsAsReviewed(row: Row, filter: Filter): boolean {
  return (
    agrees(row.status, filter.status) &&
    agrees(row.priority, filter.priority) &&
    agrees(row.grade?.source, filter.source) &&
    agrees(row.grade?.information, filter.information) &&
    agrees(row.verification, filter.verification) &&
    agrees(row.tlp, filter.tlp) &&
    agrees(row.pap, filter.pap) &&
    agrees(row.assigned === null ? "nobody" : row.assigned, filter.assigned) &&
    (filter.place === null || row.placed === (filter.place === "chosen")) &&
    (filter.untranslated === null || row.untranslated.includes(filter.untranslated)) &&
    (filter.label === null || row.labels.includes(filter.label)) &&
    (!filter.alarms || row.alarming) &&
    (!filter.kept || row.kept) &&
    (!filter.differing || row.differing)
  );
}

function agrees<T>(value: T | undefined, asked: T | null): boolean {
  return asked === null || value === undefined || value === asked;
}

function fitsOnlooker({ tip, aside, assigned }: Row, filter: Filter, { key, read }: Onlooker): boolean {
  return (
    // What was chosen elsewhere is shown whether or not it was set aside.
    (aside === filter.aside || (aside && filter.among !== null)) &&
    (filter.among === null || filter.among.tips.has(tip.id)) &&
    (!filter.unread || !read.has(tip.id)) &&
    (!filter.mine || assigned === key)
  );
}

export function isFiltering(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}
