import { greatest } from "../../../../crypto/lists.ts";
import { Button } from "../../../browser/view/controls.tsx";
import type { Dimension } from "../../../casebook/counts.ts";
import type { Audience } from "../../../casebook/what.ts";
import type { App } from "../../app.ts";
import { nameOf, nameOfWay } from "../../counts/names.ts";
import type { Cell, CountRow, CountTable } from "../../counts/table.ts";
import type { AppProps, View } from "../view.ts";

interface TableProps extends AppProps {
  readonly table: CountTable;
}

/** The counts: a table whose rows draw their bars, so that both say the same. */
export function Table({ app, table }: TableProps): View {
  const { counts: words } = app.strings;
  const { columns } = app.counts.counting;
  const totals = table.rows.map(({ total }) => total.n);
  const most = greatest(totals, 1);
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={captionOf(app)}>
      <table class="counted">
        <caption>{captionOf(app)}</caption>
        <thead>
          <Head app={app} table={table} />
        </thead>
        <tbody>
          {table.rows.map((row) => (
            <Row key={row.value} app={app} table={table} row={row} most={most} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{words.total}</th>
            {numberCell(app, "total", table.all, words.total)}
            <td class="share" />
            {table.columns.map((column) => {
              const total = table.columnTotals.get(column);
              const name = columns === null ? "" : nameOf(app.strings, columns, column);
              return total ? numberCell(app, column, total, name) : <td key={column} />;
            })}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function Head({ app, table }: TableProps): View {
  const { counts: words } = app.strings;
  const { rows, columns } = app.counts.counting;
  return (
    <tr>
      <th scope="col">{words.dimensions[rows]}</th>
      <th scope="col" class="number">
        {words.total}
      </th>
      <th scope="col" class="share">
        {words.share}
      </th>
      {columns === null
        ? null
        : table.columns.map((column) => (
            <th key={column} scope="col" class="number">
              {nameOf(app.strings, columns, column)}
            </th>
          ))}
    </tr>
  );
}

interface RowProps extends TableProps {
  readonly row: CountRow;
  readonly most: number;
}

function Row({ app, table, row, most }: RowProps): View {
  const { rows, columns } = app.counts.counting;
  const name = nameOf(app.strings, rows, row.value);
  return (
    <tr>
      <th scope="row">{name}</th>
      {numberCell(app, "total", row.total, name)}
      {shareCell(row.total.n, table.all.n, most)}
      {columns === null
        ? null
        : table.columns.map((column) => {
            const cell = row.cells.get(column);
            const both = `${name}, ${nameOf(app.strings, columns, column)}`;
            return cell ? numberCell(app, column, cell, both) : <td key={column} />;
          })}
    </tr>
  );
}

/** A number that shows the tips behind it. */
function numberCell(app: App, key: string, { n, tips }: Cell, what: string): View {
  const said = `${captionOf(app)}: ${what} (${n})`;
  return (
    <td key={key} class="number">
      <Button
        kind="plain"
        aria-label={app.strings.counts.show(n, what)}
        label={n}
        act={() => app.showAmong({ tips: tips(), said })}
      />
    </td>
  );
}

function shareCell(n: number, all: number, most: number): View {
  return (
    <td class="share">
      <span class="bar" aria-hidden="true" style={{ inlineSize: `${(60 * n) / most}%` }} />
      {`${Math.round((100 * n) / Math.max(1, all))}%`}
    </td>
  );
}

function captionOf({ counts, strings }: App): string {
  const { rows, columns } = counts.counting;
  const { caption, dimensions } = strings.counts;
  const named = (dimension: Dimension | null) => (dimension === null ? "" : dimensions[dimension]);
  return caption(named(rows), named(columns));
}

/** Why there is no table for an audience: too few are alike, or publications count otherwise. */
export function NothingPublished({ app, audience }: AppProps & { readonly audience: Audience }): View {
  const { counts, strings } = app;
  const ways = counts.waysInstead(audience).map((way) => nameOfWay(strings, way));
  const { countedOtherwise, tooFew } = strings.counts;
  return <p class="nothing">{ways.length > 0 ? countedOtherwise(ways.join("; ")) : tooFew}</p>;
}
