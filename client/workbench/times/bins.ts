import { firstPlace, greatest, least } from "../../../crypto/lists.ts";
import type { TipId } from "../../casebook/names.ts";
import { dateOfDay, dayNumber, lastDayOf } from "../../report/calendar.ts";
import type { Span } from "./spans.ts";

export const UNITS = ["year", "month", "day"] as const;

export type Unit = (typeof UNITS)[number];

/** The years that are looked at, both included. */
export interface Years {
  readonly first: number;
  readonly last: number;
}

/** A year, a month or a day of the timeline. Each tip counts once, however many dates it has. */
export interface Bin {
  /** Days, both included. */
  readonly from: number;
  readonly to: number;
  /** Tips with a date that lies within it for certain. */
  readonly surely: number;
  /** Tips with a date that may lie within it, and for certain within no more than a longer time. */
  readonly perhaps: number;
  /** Tips of what began before it for certain, and goes on. */
  readonly going: number;
}

/** More than this can't be told apart on a screen. */
export const MOST_BINS = 400;

const PER_YEAR: Readonly<Record<Unit, number>> = { year: 1, month: 12, day: 366 };

/** The units in which so many years make no more bins than `most`, the coarsest first; years can always be shown. */
export function unitsFor({ first, last }: Years, most = MOST_BINS): readonly Unit[] {
  return UNITS.filter((unit) => unit === "year" || (last - first + 1) * PER_YEAR[unit] <= most);
}

/** All years in which a span begins or ends; undefined if there is none. */
export function yearsOf(spans: readonly Span[]): Years | undefined {
  if (spans.length === 0) return undefined;
  const [froms, tos] = [spans.map(({ from }) => from), spans.map(({ to }) => to)];
  const [from, to] = [least(froms, Number.POSITIVE_INFINITY), greatest(tos, Number.NEGATIVE_INFINITY)];
  return { first: dateOfDay(from).year, last: dateOfDay(to).year };
}

export function binsOf(spans: readonly Span[], unit: Unit, years: Years): readonly Bin[] {
  const edges = edgesOf(unit, years);
  const count = edges.length - 1;
  const [surely, touched, going] = [new Changes(count), new Changes(count), new Changes(count)];
  for (const own of Map.groupBy(spans, ({ tip }) => tip).values()) {
    const reached = own.map(({ from, to }) => [binAt(from, edges), binAt(to, edges)] as const);
    touched.add(reached);
    surely.add(reached.filter(([first, last]) => first === last));
    const begun = own.flatMap(({ to, open }) => (open ? to : []));
    const since = least(begun, Number.POSITIVE_INFINITY);
    if (since < Number.POSITIVE_INFINITY) going.add([[binAt(since, edges) + 1, count - 1]]);
  }
  const [certain, any, on] = [surely.counts(), touched.counts(), going.counts()];
  return certain.map((sure, i) => ({
    from: edges[i] ?? 0,
    to: (edges[i + 1] ?? 0) - 1,
    surely: sure,
    perhaps: (any[i] ?? 0) - sure,
    going: on[i] ?? 0,
  }));
}

/** The tips with a date that may lie within these days. */
export function tipsWithin(spans: readonly Span[], from: number, to: number): ReadonlySet<TipId> {
  return new Set(spans.filter((span) => span.from <= to && span.to >= from).map(({ tip }) => tip));
}

/** The first day of each bin, and the day after the last. */
function edgesOf(unit: Unit, { first, last }: Years): readonly number[] {
  const years = Array.from({ length: last - first + 1 }, (_, i) => first + i);
  const end = dayNumber(last + 1, 1, 1);
  if (unit === "year") return [...years.map((year) => dayNumber(year, 1, 1)), end];
  const months = years.flatMap((year) => Array.from({ length: 12 }, (_, i) => [year, i + 1] as const));
  if (unit === "month") return [...months.map(([year, month]) => dayNumber(year, month, 1)), end];
  const days = months.flatMap(([year, month]) => {
    const from = dayNumber(year, month, 1);
    return Array.from({ length: lastDayOf(year, month) - from + 1 }, (_, i) => from + i);
  });
  return [...days, end];
}

/** Which bin a day is in: -1 before the first, as many as there are after the last. */
function binAt(day: number, edges: readonly number[]): number {
  return firstPlace(0, edges.length, (i) => (edges[i] ?? 0) > day) - 1;
}

/** Counts by bin, kept as what changes from one bin to the next, so that long spans cost no more than short ones. */
class Changes {
  readonly #changes: Int32Array;
  readonly #count: number;

  constructor(count: number) {
    this.#count = count;
    this.#changes = new Int32Array(count + 1);
  }

  /** One more in every bin that any of these reaches, from the first to the last. */
  add(reached: readonly (readonly [first: number, last: number])[]): void {
    let after = 0;
    for (const [first, last] of reached.toSorted(([a], [b]) => a - b)) {
      const [from, to] = [Math.max(after, first), Math.min(this.#count - 1, last)];
      if (from > to) continue;
      this.#change(from, 1);
      this.#change(to + 1, -1);
      after = to + 1;
    }
  }

  counts(): number[] {
    let sum = 0;
    return [...this.#changes.subarray(0, this.#count)].map((change) => {
      sum += change;
      return sum;
    });
  }

  #change(at: number, by: number): void {
    this.#changes[at] = (this.#changes[at] ?? 0) + by;
  }
}
