import { isSameVersion, textAt } from "../../casebook/versions.ts";
import type { TipView } from "../../casebook/view.ts";
import { TEXT_FIELDS, type TextField } from "../../casebook/what.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import type { Report } from "../../report/report.ts";
import { keptWhole } from "../review/kept-act.ts";

/** A text of a tip, and where in it it stands. */
export interface RedactableText {
  readonly field: TextField;
  readonly text: string;
}

const IN_ORDER: readonly TextField[] = [...TEXT_FIELDS.filter((field) => field.includes(".")), "narrative"];

/** The texts of a report that say something, in the order in which a report is read. */
export function textsOfReport(report: Report): readonly RedactableText[] {
  return IN_ORDER.flatMap((field) => {
    const text = textAt(report, field);
    return text ? [{ field, text }] : [];
  });
}

export function textsOf(contents: TipContents): readonly RedactableText[] {
  if (contents.kind === "report") return textsOfReport(contents.tip.report);
  return contents.kind === "by-hand" && contents.text ? [{ field: "text", text: contents.text }] : [];
}

/**
 * Whether what is shown of a tip is, whole, what its casebook keeps: only then do spans of the one stand for spans of
 * the other, and is the consent that counts the one that came.
 */
export function isAsKept(contents: TipContents, { kept }: TipView): boolean {
  const shown = keptWhole(contents);
  return kept.length > 0 && kept.every(({ value }) => isSameVersion(value, shown));
}
