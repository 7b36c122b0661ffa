import { useEffect } from "preact/hooks";
import { Button, Choice, Tick } from "../../../browser/view/controls.tsx";
import { BASES, type Base, DIMENSIONS, type Dimension } from "../../../casebook/counts.ts";
import type { AppProps, View } from "../view.ts";
import { NothingPublished, Table } from "./table.tsx";

/** How many, of what, where: for the reviewers, and as the public would see it. */
export function Counts({ app }: AppProps): View {
  const { counts, strings } = app;
  const { counts: words } = strings;
  useEffect(() => counts.refresh(), [counts, app.casebook.state]);
  return (
    <main class="sheet counts">
      <h1>{words.heading}</h1>
      <Choices app={app} />
      {counts.tallied === undefined ? <p class="hint">{words.counting}</p> : <Answer app={app} />}
    </main>
  );
}

function Choices({ app }: AppProps): View {
  const { counts, strings } = app;
  const { counts: words } = strings;
  const { base, rows, columns, published } = counts.counting;
  const dimensions = DIMENSIONS.map((value) => ({ value, text: words.dimensions[value] }));
  return (
    <div class="choices">
      <Choice<Base>
        id="count-base"
        label={words.base}
        value={base}
        options={BASES.map((value) => ({ value, text: words.bases[value] }))}
        choose={(chosen) => counts.count({ base: chosen })}
      />
      <Choice<Dimension>
        id="count-rows"
        label={words.rows}
        value={rows}
        options={dimensions}
        choose={(chosen) => counts.count({ rows: chosen })}
      />
      <Choice<Dimension | "">
        id="count-columns"
        label={words.columns}
        value={columns ?? ""}
        options={[{ value: "", text: words.none }, ...dimensions.filter(({ value }) => value !== rows)]}
        choose={(chosen) => counts.count({ columns: chosen === "" ? null : chosen })}
      />
      <Tick
        id="count-published"
        label={words.published}
        ticked={published}
        tick={(ticked) => counts.count({ published: ticked })}
      />
    </div>
  );
}

function Answer({ app }: AppProps): View {
  const { counts, strings } = app;
  const { counts: words } = strings;
  const { base, published } = counts.counting;
  const { all, open, table } = counts;
  if (all.length === 0) return <p class="nothing">{words.nothing}</p>;
  return (
    <>
      <p class="based" role="status">
        {published
          ? words.openOf(words.bases[base], open.length, all.length)
          : `${words.based[base](all.length, counts.countries(all))} ${words.ofThese(open.length)}`}
      </p>
      {published ? <p class="hint">{words.publishedHint}</p> : null}
      {table ? <Table app={app} table={table} /> : <NothingPublished app={app} audience="statistics" />}
      <Button
        label={words.exportThese}
        act={() => {
          app.exports.ask({ form: "counts", audience: "statistics" });
          app.goTo("export");
        }}
      />
    </>
  );
}
