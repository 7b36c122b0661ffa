import { utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { type CountNode, countBy, type Dimension, publicCounts } from "../counts.ts";
import { CasebookError } from "../errors.ts";
import { type Base, tallyFor, tallyOf } from "../tally.ts";
import type { CasebookView } from "../view.ts";
import type { Audience } from "../what.ts";
import { type Cell, encodeCsv } from "./csv.ts";
import type { ExportFile } from "./files.ts";

/** All parts of a group, in the one row of what isn't shown of it. */
const NOT_SHOWN = "(not shown, or none)";
const ALL = "(all)";

export interface CountsOptions {
  readonly instance: InstanceId;
  readonly audience: Audience;
  /** Default: all kept tips. */
  readonly base?: Base;
}

/**
 * counts.csv: what may be counted for an audience, nested by the dimensions, each row with its base and its n.
 * For reviewers everything is shown, for everybody else what `publicCounts` lets through.
 * @throws CasebookError export-refused, if there are too few to show anything
 */
export function countsFile(
  view: CasebookView,
  dimensions: readonly Dimension[],
  { instance, audience, base = "tips" }: CountsOptions,
): ExportFile {
  const records = tallyFor(tallyOf(view, instance), base, audience).map(({ counted }) => counted);
  const all = countBy(records, dimensions);
  const counts = audience === "internal" ? all : publicCounts(all);
  if (!counts) throw new CasebookError("export-refused", "fewer than five may be counted");
  const head: Cell[] = ["base", ...dimensions, "n"];
  const rows = rowsOf(counts, [], dimensions.length).map((row): Cell[] => [base, ...row]);
  return { name: "counts.csv", bytes: utf8(encodeCsv([head, ...rows])) };
}

function rowsOf(node: CountNode, path: readonly string[], depth: number): Cell[][] {
  const row = (values: readonly string[], n: number): Cell[] => [
    ...values,
    ...Array<string>(depth - values.length).fill(ALL),
    n,
  ];
  return [
    row(path, node.n),
    ...[...node.parts].flatMap(([value, part]) => rowsOf(part, [...path, value], depth)),
    ...(node.notShown > 0 ? [row([...path, NOT_SHOWN], node.notShown)] : []),
  ];
}
