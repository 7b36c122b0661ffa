import { h } from "preact";
import { useFirst } from "../first.ts";
import type { AppProps, View } from "../view.ts";

interface ListedProps<T> extends AppProps {
  /** What stands above each column; no two are the same. */
  readonly columns: readonly string[];
  readonly all: readonly T[];
  /** A row of the table, with a key. */
  readonly line: (one: T) => View;
}

/** The beginning of a long table, and the way to more of it. */
export function Listed<T>({ app, columns, all, line }: ListedProps<T>): View {
  const [first, more] = useFirst(app, all);
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
      h("tbody", {}, first.map(line)),
    ),
    more,
  );
}
