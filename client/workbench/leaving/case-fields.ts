import type { Case } from "../../casebook/export/case.ts";
import { harmless } from "../../report/harmless.ts";

/** The fields of a case that say something, as texts that are safe to show: what a table of it would hold. */
export function caseFields(one: Case): readonly (readonly [keyof Case, string])[] {
  return (Object.keys(one) as (keyof Case)[]).flatMap((field) => {
    const text = textOf(one[field]);
    return text === "" ? [] : [[field, harmless(text)] as const];
  });
}

function textOf(value: Case[keyof Case]): string {
  if (value === null) return "";
  if (typeof value === "string") return value;
  if ("name" in value) return `${value.name}, ${value.country}, ${value.lat}°, ${value.lon}°`;
  return value.join(" · ");
}
