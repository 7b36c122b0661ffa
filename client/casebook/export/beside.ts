import type { Day } from "../../bundle/day.ts";
import type { CasebookView } from "../view.ts";
import type { Audience, ExportForm } from "../what.ts";

/**
 * The days on which something left that can be set against what is to leave now, ascending: other counts, or single
 * cases beside counts. One minus the other may be one person; so may the same table a week later.
 */
export function daysBeside(
  { exports }: Pick<CasebookView, "exports">,
  form: ExportForm,
  audience: Audience,
): readonly Day[] {
  if (audience === "internal") return [];
  const before = exports.filter(
    ({ value }) => value.audience !== "internal" && (form === "counts" || value.form === "counts"),
  );
  return [...new Set(before.map(({ on }) => on))].sort();
}
