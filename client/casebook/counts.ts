import type { Report } from "../report/report.ts";

/** What tips are counted by. */
export const DIMENSIONS = ["country", "premises", "pressure", "month"] as const;

export type Dimension = (typeof DIMENSIONS)[number];

/** Where one tip is counted: once, and in one place, so that parts add up to their whole. */
export type Counted = Readonly<Record<Dimension, string>>;

/** What stands where nothing was said, and where several things were. */
export const UNKNOWN = "unknown";
export const SEVERAL = "several";

/** A count, and the counts of its parts by the next dimension. */
export interface CountNode {
  readonly n: number;
  /** By value, ascending; empty at the last dimension. */
  readonly parts: ReadonlyMap<string, CountNode>;
  /** How many more are in parts that aren't shown. 0 where everything is shown. */
  readonly notShown: number;
}

/** Counts below this are not shown to the public. */
export const LEAST_SHOWN = 5;

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

/** All counts, nested in the order of the dimensions. For the reviewers themselves: nothing is held back. */
export function countBy(
  records: readonly Counted[],
  [dimension, ...further]: readonly Dimension[],
): CountNode {
  const groups = new Map<string, Counted[]>();
  if (dimension !== undefined) {
    for (const record of records) {
      const group = groups.get(record[dimension]);
      if (group) group.push(record);
      else groups.set(record[dimension], [record]);
    }
  }
  const parts = [...groups].map(([value, group]): [string, CountNode] => [value, countBy(group, further)]);
  return { n: records.length, parts: new Map(parts.sort(([a], [b]) => (a < b ? -1 : 1))), notShown: 0 };
}

/**
 * The counts that may be published; undefined if there are too few at all. Every number in it is 0 or at least
 * `LEAST_SHOWN`, `notShown` too, and so is everything that adding and subtracting them can give: a part that is too
 * small is left out together with the next larger ones, until what was left out is many enough. A value that is
 * missing may be a zero. Another nesting of the same tips must not be published beside it.
 */
export function publicCounts(counts: CountNode): CountNode | undefined {
  return counts.n < LEAST_SHOWN ? undefined : withoutSmall(counts);
}

function withoutSmall({ n, parts }: CountNode): CountNode {
  const bySize = [...parts].sort(([a, x], [b, y]) => x.n - y.n || (a < b ? -1 : 1));
  let notShown = 0;
  let left = 0;
  for (const [, part] of bySize) {
    const enough = part.n >= LEAST_SHOWN && (notShown === 0 || notShown >= LEAST_SHOWN);
    if (enough) break;
    notShown += part.n;
    left++;
  }
  const shown = bySize.slice(left).map(([value, part]): [string, CountNode] => [value, withoutSmall(part)]);
  return { n, parts: new Map(shown.sort(([a], [b]) => (a < b ? -1 : 1))), notShown };
}
