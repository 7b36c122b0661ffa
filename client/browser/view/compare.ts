import { h } from "preact";
import type { View } from "./view.ts";

export interface CompareStrings {
  readonly summary: string;
  readonly why: string;
  /** Systems, and what one types there. */
  readonly commands: readonly (readonly [system: string, command: string])[];
  readonly where: string;
}

/** How to know before its first use that a file is the one that was published: its SHA-256. */
export function Compare({ words }: { readonly words: CompareStrings }): View {
  return h(
    "details",
    { id: "compare" },
    h("summary", {}, words.summary),
    h("p", {}, words.why),
    h(
      "dl",
      {},
      words.commands.flatMap(([system, command]) => [
        h("dt", { key: system }, system),
        h("dd", { key: command }, h("code", {}, command)),
      ]),
    ),
    h("p", {}, words.where),
  );
}
