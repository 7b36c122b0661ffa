import type { Report } from "../report/report.ts";

/** What tips are counted by. */
export const DIMENSIONS = ["country", "premises", "pressure", "month"] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** What is counted: tips or stations, all of them or those that reviewers hold for confirmed or likely. */
export const BASES = ["tips", "likely_tips", "stations", "likely_stations"] as const;

export type Base = (typeof BASES)[number];

/** What is counted for others than the reviewers: anybody can send tips, and many. */
export const PUBLISHED_BASES = ["likely_tips", "likely_stations"] as const satisfies readonly Base[];

export type PublishedBase = (typeof PUBLISHED_BASES)[number];

/** Where one tip is counted: once, and in one place, so that parts add up to their whole. */
export type Counted = Readonly<Record<Dimension, string>>;

/** What stands where nothing was said, and where several things were. */
export const UNKNOWN = "unknown";
export const SEVERAL = "several";

/** A count, and the counts of its parts by the next dimension. */
export interface CountNode {
  /** The sum of its parts, where it has dimensions left. */
  readonly n: number;
  /** By value, ascending, none of them 0; empty at the last dimension. */
  readonly parts: ReadonlyMap<string, CountNode>;
}

/** What is alike in all dimensions. */
export interface Cell<T> {
  /** One for each dimension, in their order. */
  readonly values: readonly string[];
  readonly of: readonly T[];
}

/** Published numbers are multiples of this. */
export const STEP = 5;

/** What is published of a number: the multiple of `STEP` below it, so that one more or less mostly shows nowhere. */
export function roundedDown(n: number): number {
  return n - (n % STEP);
}

/**
 * How a report is counted: by the place of the station, or else of the pressure; by the month in which the pressure
 * was, or else since which the station is there.
 */
export function countedAs(report: Report): Counted {
  const { station, pressure } = report;
  const date = pressure?.when ?? station?.since ?? null;
  const month = date?.year && date.month ? `${date.year}-${String(date.month).padStart(2, "0")}` : UNKNOWN;
  return {
    country: station?.place?.country ?? pressure?.place?.country ?? UNKNOWN,
    premises: oneValue(station?.premises ?? []),
    pressure: oneValue([...(pressure?.family ?? []), ...(pressure?.direct ?? [])]),
    month,
  };
}

/** The one value under which something with these codes is counted. */
export function oneValue(codes: readonly string[]): string {
  return codes.length > 1 ? SEVERAL : (codes[0] ?? UNKNOWN);
}

/** Things by where they are counted, ascending by their values. */
export function cellsOf<T extends { readonly counted: Counted }>(
  things: readonly T[],
  dimensions: readonly Dimension[],
): readonly Cell<T>[] {
  const cells = new Map<string, { values: readonly string[]; of: T[] }>();
  for (const one of things) {
    const values = dimensions.map((dimension) => one.counted[dimension]);
    const name = values.join("\n");
    const cell = cells.get(name);
    if (cell) cell.of.push(one);
    else cells.set(name, { values, of: [one] });
  }
  return [...cells].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cell]) => cell);
}

/** All counts of cells, nested in the order of their values; `shown` is what is shown of a cell's number. */
export function countNested(
  cells: readonly Pick<Cell<unknown>, "values" | "of">[],
  shown: (n: number) => number,
  depth = 0,
): CountNode {
  const [first] = cells;
  if (first && first.values.length === depth) return { n: shown(first.of.length), parts: new Map() };
  const groups = Map.groupBy(cells, ({ values }) => values[depth] ?? UNKNOWN);
  const parts = new Map(
    [...groups]
      .map(([value, group]) => [value, countNested(group, shown, depth + 1)] as const)
      .filter(([, { n }]) => n > 0),
  );
  return { n: [...parts.values()].reduce((sum, { n }) => sum + n, 0), parts };
}
