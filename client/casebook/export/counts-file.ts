import { utf8 } from "../../../crypto/bytes.ts";
import type { InstanceId } from "../../../crypto/documents/anchor.ts";
import { type CountNode, countBy, countedAs, type Dimension, publicCounts } from "../counts.ts";
import { CasebookError } from "../errors.ts";
import type { CasebookView } from "../view.ts";
import type { Audience } from "../what.ts";
import { contentOf } from "./content.ts";
import { type Cell, encodeCsv } from "./csv.ts";
import type { ExportFile } from "./files.ts";
import { reasonsAgainst } from "./permit.ts";

/** All parts of a group, in the one row of what isn't shown of it. */
const NOT_SHOWN = "(not shown, or none)";
const ALL = "(all)";

/**
 * counts.csv: the structured tips that may be counted for an audience, nested by the dimensions, each row with its n.
 * For reviewers everything is shown, for everybody else what `publicCounts` lets through.
 * @throws CasebookError export-refused, if there are too few to show anything
 */
export function countsFile(
  view: CasebookView,
  dimensions: readonly Dimension[],
  { instance, audience }: { readonly instance: InstanceId; readonly audience: Audience },
): ExportFile {
  const records = [...view.tips.values()].flatMap((tip) => {
    const content = contentOf(tip, instance);
    const allowed = reasonsAgainst(tip, content, audience).length === 0;
    return content?.report && allowed ? [countedAs(content.report)] : [];
  });
  const all = countBy(records, dimensions);
  const counts = audience === "internal" ? all : publicCounts(all);
  if (!counts) throw new CasebookError("export-refused", "fewer than five tips may be counted");
  const head: Cell[] = [...dimensions, "n"];
  return { name: "counts.csv", bytes: utf8(encodeCsv([head, ...rowsOf(counts, [], dimensions.length)])) };
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
