import { type CountNode, countNested, type Dimension, SEVERAL, UNKNOWN } from "../../casebook/counts.ts";
import { shownCells, shownTo } from "../../casebook/export/counts-file.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Tallied } from "../../casebook/tally.ts";
import type { Audience } from "../../casebook/what.ts";

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
}

export interface CountTable {
  readonly all: Cell;
  readonly rows: readonly CountRow[];
  /** The values of the columns; none if there is one dimension only. */
  readonly columns: readonly string[];
  readonly columnTotals: ReadonlyMap<string, Cell>;
}

/**
 * Counts as a table: for an audience, exactly what an export of the same dimensions holds.
 * Undefined if there is too little to publish anything.
 */
export function tableOf(
  tallied: readonly Tallied[],
  rows: Dimension,
  columns: Dimension | null,
  audience: Audience,
): CountTable | undefined {
  const dimensions = columns === null ? [rows] : [rows, columns];
  const cells = shownCells(tallied, dimensions, audience);
  if (cells.length === 0 && audience !== "internal") return undefined;
  const shown = cells.flatMap(({ of }) => of);
  const nested = countNested(cells, shownTo(audience));
  const byRow = grouped(shown, rows);
  const made = [...nested.parts].map(([value, node]) => rowOf(value, node, byRow.get(value) ?? [], columns));
  const byColumn = columns === null ? new Map<string, Tallied[]>() : grouped(shown, columns);
  const totals = [...byColumn].map(([value, group]): [string, Cell] => [
    value,
    cellOf(sumOf(made.map((row) => row.cells.get(value)?.n ?? 0)), group),
  ]);
  totals.sort(([a, x], [b, y]) => order(columns ?? rows, a, b, y.n - x.n));
  return {
    all: cellOf(nested.n, shown),
    rows: made.sort((a, b) => order(rows, a.value, b.value, b.total.n - a.total.n)),
    columns: totals.map(([value]) => value),
    columnTotals: new Map(totals),
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
  return { value, total: cellOf(node.n, group), cells: new Map(cells) };
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, n) => sum + n, 0);
}

function cellOf(n: number, group: readonly Tallied[]): Cell {
  return { n, tips: () => new Set(group.flatMap(({ tips }) => tips)) };
}

function grouped(tallied: readonly Tallied[], dimension: Dimension): Map<string, Tallied[]> {
  return Map.groupBy(tallied, ({ counted }) => counted[dimension]);
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
