import { narrows } from "../../report/narrowing.ts";
import { type Code, codesOf, type Group } from "../../report/vocabulary/codes.ts";
import type { Words } from "../../report/vocabulary/words.ts";
import type { Choice } from "./choices.ts";

/** The codes of a group of the vocabulary with their labels; those that narrow down the source are marked. */
export function choicesOf<G extends Group>(
  words: Words,
  group: G,
  codes: readonly Code<G>[] = codesOf(group),
): Choice<Code<G>>[] {
  const labels: Readonly<Record<Code<G>, string>> = words.labels[group];
  return codes.map((code) => ({ code, label: labels[code], narrows: narrows(group, code) }));
}
