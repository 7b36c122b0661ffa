import { utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import {
  type Base,
  type Cell as CountedCell,
  type CountNode,
  cellsOf,
  countNested,
  type Dimension,
  roundedDown,
} from "../counts.ts";
import { CasebookError } from "../errors.ts";
import type { EntityId, TipId } from "../names.ts";
import { publishedBase, type Tallied, tallyFor, tallyOf } from "../tally.ts";
import type { CasebookView } from "../view.ts";
import type { Audience, WhatOf } from "../what.ts";
import { type Cell, encodeCsv } from "./csv.ts";
import { manifestDigest, withManifest } from "./export.ts";
import type { ExportFile } from "./files.ts";

/** All parts of a group. */
const ALL = "(all)";

export interface CountsOptions {
  readonly instance: InstanceId;
  readonly audience: Audience;
  /** Default: tips; for others than the reviewers, those that are confirmed or likely. */
  readonly base?: Base;
}

/** What is counted for an audience, before it is written. */
interface Counts {
  readonly audience: Audience;
  readonly base: Base;
  readonly dimensions: readonly Dimension[];
  /** For others than the reviewers: only those of which something is shown. The rest waits. */
  readonly cells: readonly CountedCell<Tallied>[];
}

/**
 * What may be counted now. For reviewers that is everything; for everybody else what no publication counted, in the
 * way in which publications count.
 * @throws CasebookError export-refused, if there are too few to show anything, or they were counted otherwise before
 */
function countsOf(
  view: CasebookView,
  dimensions: readonly Dimension[],
  { instance, audience, base = "tips" }: CountsOptions,
): Counts {
  const cells = shownCells(tallyFor(tallyOf(view, instance), base, audience), dimensions, audience);
  if (audience === "internal") return { audience, base, dimensions, cells };
  const way = { base: publishedBase(base), dimensions };
  const instead = waysInstead(waysOf(view), way);
  if (instead.length > 0) {
    const said = instead.map((known) => `${known.base} by ${known.dimensions.join(",")}`).join(" or ");
    throw new CasebookError("export-refused", `publications count ${said}`);
  }
  if (cells.length === 0) throw new CasebookError("export-refused", "fewer than five alike may be counted");
  return { audience, ...way, cells };
}

/** The cells of which an audience is shown a number. */
export function shownCells(
  tallied: readonly Tallied[],
  dimensions: readonly Dimension[],
  audience: Audience,
): readonly CountedCell<Tallied>[] {
  return cellsOf(tallied, dimensions).filter(({ of }) => shownTo(audience)(of.length) > 0);
}

/** What an audience is shown of a cell's number. */
export function shownTo(audience: Audience): (n: number) => number {
  return audience === "internal" ? (n) => n : roundedDown;
}

/** What publications counted, and by what. */
export type Way = Pick<WhatOf<"counted">, "base" | "dimensions">;

/** The ways in which publications counted, each once: none before the first, and more than one if reviewers differed. */
export function waysOf({ releases }: Pick<CasebookView, "releases">): readonly Way[] {
  return releases
    .map(({ value: { base, dimensions } }) => ({ base, dimensions }))
    .filter((way, i, all) => all.findIndex((other) => isSameWay(other, way)) === i);
}

/** The ways in which publications count, if this one is none of them; else none. */
export function waysInstead(ways: readonly Way[], way: Way): readonly Way[] {
  return ways.some((known) => isSameWay(known, way)) ? [] : ways;
}

/** In whatever order the dimensions are nested: the numbers are the same. */
function isSameWay(a: Way, b: Way): boolean {
  const sorted = ({ dimensions }: Way) => [...dimensions].sort().join();
  return a.base === b.base && sorted(a) === sorted(b);
}

/** counts.csv: nested by the dimensions, each row with its base and its number, exact for the reviewers alone. */
function countsFile({ audience, base, dimensions, cells }: Counts): ExportFile {
  const isInternal = audience === "internal";
  const counts = countNested(cells, shownTo(audience));
  const head: Cell[] = ["base", ...dimensions, isInternal ? "n" : "at_least"];
  const rows = rowsOf(counts, [], dimensions.length).map((row): Cell[] => [base, ...row]);
  return { name: "counts.csv", bytes: utf8(encodeCsv([head, ...rows])) };
}

/** An export of counts. */
export interface CountsExport {
  readonly files: readonly ExportFile[];
  /** What is to be signed so that nothing is counted twice; for the reviewers themselves, nothing. */
  readonly counted: readonly WhatOf<"counted">[];
  readonly abouts: readonly (TipId | EntityId)[];
}

/** @throws CasebookError export-unverified, and export-refused as `countsOf` does */
export function countsExport(
  view: CasebookView,
  dimensions: readonly Dimension[],
  options: CountsOptions,
): CountsExport {
  const counts = countsOf(view, dimensions, options);
  const files = withManifest(view, [countsFile(counts)]);
  const abouts = counts.cells.flatMap(({ of }) => of.map(({ about }) => about));
  return { files, counted: countedActs(counts, files), abouts };
}

/** Most tips or stations that one act names. */
const MOST_COUNTED = 1000;

function countedActs(
  { audience, base, dimensions, cells }: Counts,
  files: readonly ExportFile[],
): readonly WhatOf<"counted">[] {
  if (audience === "internal") return [];
  const manifest = manifestDigest(files);
  const named = new Set<TipId | EntityId>();
  const counted = cells.flatMap(({ values, of }) =>
    of
      .flatMap(({ about, tips }) => [about, ...tips])
      .flatMap((about) => (named.size < named.add(about).size ? { values, about } : [])),
  );
  return Array.from({ length: Math.ceil(counted.length / MOST_COUNTED) }, (_, i) => ({
    kind: "counted",
    audience,
    base: publishedBase(base),
    dimensions,
    cells: [
      ...Map.groupBy(counted.slice(i * MOST_COUNTED, (i + 1) * MOST_COUNTED), ({ values }) => values),
    ].map(([values, of]) => ({ values, abouts: of.map(({ about }) => about).sort() })),
    manifest,
  }));
}

function rowsOf(node: CountNode, path: readonly string[], depth: number): Cell[][] {
  return [
    [...path, ...Array<string>(depth - path.length).fill(ALL), node.n],
    ...[...node.parts].flatMap(([value, part]) => rowsOf(part, [...path, value], depth)),
  ];
}
