import { utf8 } from "../../crypto/bytes.ts";
import type { Report } from "../report/report.ts";
import { parseTip, type Tip } from "../report/tip.ts";
import { type Current, deciding } from "./view.ts";
import type { TextField, WhatOf } from "./what.ts";

/** What came in an envelope, as far as it decides whether two reviewers kept the same. */
export type KeptWhole = Pick<WhatOf<"kept">, "form" | "text" | "attachments">;

/**
 * What was kept, whole: two that differ in anything are two versions. What a file's first bytes were taken for and
 * whether a casebook holds them aren't of the tip. (SPEC.md, "Casebook".)
 */
export function versionOf({ form, text, attachments }: KeptWhole): string {
  return JSON.stringify([form, text, attachments.map(({ name, size, sha256 }) => [name, size, sha256])]);
}

export function isSameVersion(a: KeptWhole, b: KeptWhole): boolean {
  return versionOf(a) === versionOf(b);
}

/** The versions in which a tip was kept, each with everybody who kept it so; of broken chains, if there are no others. */
export function versionsOf(kept: Current<WhatOf<"kept">>): readonly Current<WhatOf<"kept">>[] {
  const sound = deciding(kept);
  return [...Map.groupBy(sound.length > 0 ? sound : kept, ({ value }) => versionOf(value)).values()];
}

/** A text of a report by its place in tip.json; undefined if the report doesn't say it. */
export function textAt(report: Report, field: TextField): string | undefined {
  const found = field
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | null | undefined)?.[key], report);
  return typeof found === "string" ? found : undefined;
}

/** A text of what was kept; undefined if it isn't said in it. */
export function textIn(kept: WhatOf<"kept">, field: TextField): string | undefined {
  if (kept.form === "report") return textAt(tipIn(kept).report, field);
  return field === "text" ? kept.text : undefined;
}

/** Acts are the same objects however often they are folded, and reading ten thousand reports anew takes seconds. */
const READ = new WeakMap<WhatOf<"kept">, Tip>();

/** The report of a tip that was kept as one. @throws ReportError if `form` isn't `report` */
export function tipIn(kept: WhatOf<"kept">): Tip {
  const known = READ.get(kept);
  if (known) return known;
  const tip = parseTip(utf8(kept.text));
  READ.set(kept, tip);
  return tip;
}
