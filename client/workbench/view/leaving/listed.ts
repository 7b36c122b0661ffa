import { h } from "preact";
import { useState } from "preact/hooks";
import type { AppProps, View } from "../view.ts";

/** As many lines are drawn at once as somebody reads; ten thousand would take seconds. */
const STEP = 100;

interface ListedProps<T> extends AppProps {
  /** What stands above each column; no two are the same. */
  readonly columns: readonly string[];
  readonly all: readonly T[];
  /** A row of the table, with a key. */
  readonly line: (one: T) => View;
}

/** The beginning of a long table, and the way to more of it. */
export function Listed<T>({ app, columns, all, line }: ListedProps<T>): View {
  const [shown, show] = useState(STEP);
  const next = Math.min(STEP, all.length - shown);
  return h(
    "div",
    { class: "scrolled" },
    h(
      "table",
      { class: "listed" },
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((name) => h("th", { scope: "col", key: name }, name)),
        ),
      ),
      h("tbody", {}, all.slice(0, shown).map(line)),
    ),
    next > 0
      ? h(
          "button",
          { type: "button", class: "quiet", onClick: () => show(shown + STEP) },
          app.strings.leaving.more(next),
        )
      : null,
  );
}
