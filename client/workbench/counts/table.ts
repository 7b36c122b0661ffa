import {
  type CountNode,
  countBy,
  type Dimension,
  publicCounts,
  SEVERAL,
  UNKNOWN,
} from "../../casebook/counts.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Tallied } from "../../casebook/tally.ts";

/** A number, and the tips behind it. */
export interface Cell {
  readonly n: number;
  /** Gathered when somebody asks. */
  readonly tips: () => ReadonlySet<TipId>;
}

export interface CountRow {
  readonly value: string;
  readonly total: Cell;
  /** By the columns' values; what is missing is none, or not shown. */
  readonly cells: ReadonlyMap<string, Cell>;
  /** How many of the row are in cells that aren't shown. */
  readonly notShown: number;
}

export interface CountTable {
  readonly all: Cell;
  readonly rows: readonly CountRow[];
  /** The values of the columns; none if there is one dimension only. */
  readonly columns: readonly string[];
  /** Null where they would bring back what isn't shown. */
  readonly columnTotals: ReadonlyMap<string, Cell> | null;
  /** How many are in rows that aren't shown. */
  readonly notShown: number;
}

/**
 * Counts as a table. Published, it is exactly what an export of the same dimensions holds.
 * Undefined if there is too little to publish anything.
 */
export function tableOf(
  tallied: readonly Tallied[],
  rows: Dimension,
  columns: Dimension | null,
  published: boolean,
): CountTable | undefined {
  const dimensions = columns === null ? [rows] : [rows, columns];
  const counts = countBy(
    tallied.map(({ counted }) => counted),
    dimensions,
  );
  const shown = published ? publicCounts(counts) : counts;
  if (!shown) return undefined;
  const byRow = grouped(tallied, rows);
  const made = [...shown.parts].map(([value, node]) => rowOf(value, node, byRow.get(value) ?? [], columns));
  const byColumn = columns === null ? new Map<string, Tallied[]>() : grouped(tallied, columns);
  const seen = new Set(made.flatMap(({ cells }) => [...cells.keys()]));
  const values = [...byColumn.keys()].filter((value) => seen.has(value));
  return {
    all: cellOf(shown.n, tallied),
    rows: made.sort((a, b) => order(rows, a.value, b.value, b.total.n - a.total.n)),
    columns: values.sort((a, b) =>
      order(columns ?? rows, a, b, (byColumn.get(b)?.length ?? 0) - (byColumn.get(a)?.length ?? 0)),
    ),
    columnTotals: published
      ? null
      : new Map([...byColumn].map(([value, group]) => [value, cellOf(group.length, group)])),
    notShown: shown.notShown,
  };
}

function rowOf(
  value: string,
  node: CountNode,
  group: readonly Tallied[],
  columns: Dimension | null,
): CountRow {
  const byColumn = columns === null ? new Map<string, Tallied[]>() : grouped(group, columns);
  const cells = [...node.parts].map(([column, part]): [string, Cell] => [
    column,
    cellOf(part.n, byColumn.get(column) ?? []),
  ]);
  return { value, total: cellOf(node.n, group), cells: new Map(cells), notShown: node.notShown };
}

function cellOf(n: number, group: readonly Tallied[]): Cell {
  return { n, tips: () => new Set(group.flatMap(({ tips }) => tips)) };
}

function grouped(tallied: readonly Tallied[], dimension: Dimension): Map<string, Tallied[]> {
  const groups = new Map<string, Tallied[]>();
  for (const one of tallied) {
    const group = groups.get(one.counted[dimension]);
    if (group) group.push(one);
    else groups.set(one.counted[dimension], [one]);
  }
  return groups;
}

/** Months as they follow each other, everything else by number; last what is no one value. */
function order(dimension: Dimension, a: string, b: string, byNumber: number): number {
  const byName = a < b ? -1 : a > b ? 1 : 0;
  const byKind = isNoValue(a) - isNoValue(b);
  return byKind || (dimension === "month" ? byName : byNumber || byName);
}

function isNoValue(value: string): number {
  return value === SEVERAL ? 1 : value === UNKNOWN ? 2 : 0;
}
