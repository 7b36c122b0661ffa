import { h } from "preact";
import { useEffect } from "preact/hooks";
import { Choice, Tick } from "../../../browser/view/fields.ts";
import { BASES, type Base, DIMENSIONS, type Dimension } from "../../../casebook/counts.ts";
import type { AppProps, View } from "../view.ts";
import { NothingPublished } from "./nothing-published.ts";
import { Table } from "./table.ts";

/** How many, of what, where: for the reviewers, and as the public would see it. */
export function Counts({ app }: AppProps): View {
  const { counts, strings } = app;
  const { counts: words } = strings;
  useEffect(() => counts.refresh());
  return h(
    "main",
    { class: "sheet counts" },
    h("h1", {}, words.heading),
    h(Choices, { app }),
    counts.tallied === undefined ? h("p", { class: "hint" }, words.counting) : h(Answer, { app }),
  );
}

function Choices({ app }: AppProps): View {
  const { counts, strings } = app;
  const { counts: words } = strings;
  const { base, rows, columns, published } = counts.counting;
  const dimensions = DIMENSIONS.map((value) => ({ value, text: words.dimensions[value] }));
  return h(
    "div",
    { class: "choices" },
    h(Choice<Base>, {
      id: "count-base",
      label: words.base,
      value: base,
      options: BASES.map((value) => ({ value, text: words.bases[value] })),
      choose: (chosen) => counts.count({ base: chosen }),
    }),
    h(Choice<Dimension>, {
      id: "count-rows",
      label: words.rows,
      value: rows,
      options: dimensions,
      choose: (chosen) => counts.count({ rows: chosen }),
    }),
    h(Choice<Dimension | "">, {
      id: "count-columns",
      label: words.columns,
      value: columns ?? "",
      options: [{ value: "", text: words.none }, ...dimensions.filter(({ value }) => value !== rows)],
      choose: (chosen) => counts.count({ columns: chosen === "" ? null : chosen }),
    }),
    h(Tick, {
      id: "count-published",
      label: words.published,
      ticked: published,
      tick: (ticked) => counts.count({ published: ticked }),
    }),
  );
}

function Answer({ app }: AppProps): View | readonly View[] {
  const { counts, strings } = app;
  const { counts: words } = strings;
  const { base, published } = counts.counting;
  const { all, open, table } = counts;
  if (all.length === 0) return h("p", { class: "nothing" }, words.nothing);
  return [
    h(
      "p",
      { class: "based", role: "status", key: "based" },
      published
        ? words.openOf(words.bases[base], open.length, all.length)
        : `${words.based[base](all.length, counts.countries(all))} ${words.ofThese(open.length)}`,
    ),
    ...(published ? [h("p", { class: "hint", key: "hint" }, words.publishedHint)] : []),
    table
      ? h(Table, { app, table, key: "table" })
      : h(NothingPublished, { app, audience: "statistics", key: "few" }),
    h(
      "button",
      {
        type: "button",
        class: "quiet",
        key: "export",
        onClick: () => {
          app.leaving.ask({ form: "counts", audience: "statistics" });
          app.goTo("leaving");
        },
      },
      words.exportThese,
    ),
  ];
}
