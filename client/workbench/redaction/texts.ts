import { isSameVersion } from "../../casebook/versions.ts";
import type { TipView } from "../../casebook/view.ts";
import type { TextField } from "../../casebook/what.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import type { Report } from "../../report/report.ts";
import { keptWhole } from "../review/kept-act.ts";

/** A text of a tip, and where in it it stands. */
export interface RedactableText {
  readonly field: TextField;
  readonly text: string;
}

/** The texts of a report that say something, in the order in which a report is read. */
export function textsOfReport({ station, pressure, narrative }: Report): readonly RedactableText[] {
  const all: readonly (readonly [TextField, string | undefined])[] = [
    ["station.premisesOther", station?.premisesOther],
    ["station.nameUsedOther", station?.nameUsedOther],
    ["station.linkedBureauOther", station?.linkedBureauOther],
    ["station.place.region", station?.place?.region],
    ["station.place.city", station?.place?.city],
    ["station.place.address", station?.place?.address],
    ["pressure.directOther", pressure?.directOther],
    ["pressure.place.region", pressure?.place?.region],
    ["pressure.place.city", pressure?.place?.city],
    ["pressure.place.address", pressure?.place?.address],
    ["narrative", narrative],
  ];
  return all.flatMap(([field, text]) => (text ? [{ field, text }] : []));
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
