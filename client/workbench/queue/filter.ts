import type { ReviewerKey, TipId } from "../../casebook/names.ts";
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

/** What a row must have to be shown; what is null is not asked for. */
export interface Filter {
  readonly status: ReviewingCode<"status"> | null;
  readonly kind: Code<"kind"> | "by-hand" | null;
  readonly country: Country | null;
  readonly need: Code<"need"> | null;
  readonly language: Language | null;
  readonly label: string | null;
  /** What was chosen elsewhere: on the map, on the timeline, in a table. */
  readonly among: Among | null;
  readonly alarms: boolean;
  readonly unread: boolean;
  readonly mine: boolean;
  readonly kept: boolean;
  readonly differing: boolean;
  /** Only what was set aside, which is not shown else. */
  readonly aside: boolean;
}

export const NO_FILTER: Filter = {
  status: null,
  kind: null,
  country: null,
  need: null,
  language: null,
  label: null,
  among: null,
  alarms: false,
  unread: false,
  mine: false,
  kept: false,
  differing: false,
  aside: false,
};

/** Who looks, and what they have seen. */
export interface Onlooker {
  readonly key: ReviewerKey;
  readonly read: ReadonlySet<TipId>;
}

export function fits(row: Row, filter: Filter, { key, read }: Onlooker): boolean {
  const { facts, id, contents } = row.tip;
  const kind = filter.kind;
  return (
    // What was chosen elsewhere is shown whether or not it was set aside.
    (row.aside === filter.aside || (row.aside && filter.among !== null)) &&
    (filter.status === null || row.status === filter.status || row.status === undefined) &&
    (kind === null || (kind === "by-hand" ? contents.kind === "whole" : facts.kinds.includes(kind))) &&
    (filter.country === null || facts.countries.includes(filter.country)) &&
    (filter.need === null || facts.need === filter.need) &&
    (filter.language === null || facts.language === filter.language) &&
    (filter.label === null || row.labels.includes(filter.label)) &&
    (filter.among === null || filter.among.tips.has(id)) &&
    (!filter.alarms || row.alarming) &&
    (!filter.unread || !read.has(id)) &&
    (!filter.mine || row.assigned === key) &&
    (!filter.kept || row.kept) &&
    (!filter.differing || row.differing)
  );
}

export function isFiltering(filter: Filter): boolean {
  return Object.values(filter).some((value) => value !== null && value !== false);
}
