import { useState } from "preact/hooks";
import { Button, Choice, TextInput } from "../../../browser/view/controls.tsx";
import { countryName } from "../../../report/countries.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import {
  ENTITY_ORDERS,
  type EntityLine,
  type EntityOrder,
  entityLines,
  inEntityOrder,
  matchingLines,
} from "../../stations/lines.ts";
import { Columns, useFirst } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";

/** As many are drawn at once. */
const FIRST = 200;

/** All stations and incidents, as a table. */
export function EntityList({ app }: AppProps): View {
  const { stations: words, language } = app.strings;
  const [typed, setTyped] = useState("");
  const [order, setOrder] = useState<EntityOrder>("title");
  const lines = entityLines(app.casebook.entities.values());
  const found = inEntityOrder(matchingLines(lines, typed, language), order, language);
  const [shown, more] = useFirst(app, found, FIRST);
  return (
    <section class="entities" aria-labelledby="stations-heading">
      <h1 id="stations-heading">{words.heading}</h1>
      <p class="hint">{words.lede}</p>
      {lines.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <>
          <div class="line">
            <TextInput
              id="entity-search"
              label={words.searchHint}
              hiddenLabel
              placeholder={words.searchHint}
              value={typed}
              take={setTyped}
            />
            <Choice<EntityOrder>
              id="entity-order"
              label={words.order}
              hiddenLabel
              value={order}
              options={ENTITY_ORDERS.map((value) => ({ value, text: words.orders[value] }))}
              choose={setOrder}
            />
            <p class="count" role="status">
              {words.count(found.length, lines.length)}
            </p>
          </div>
          {found.length === 0 ? <p>{words.nothing}</p> : <Table app={app} shown={shown} />}
          {more}
        </>
      )}
    </section>
  );
}

function Table({ app, shown }: AppProps & { readonly shown: readonly EntityLine[] }): View {
  const { stations: words } = app.strings;
  const columns = [words.title, words.sort, words.country, words.premises, words.verification, words.tips];
  return (
    <div class="scrolled" tabIndex={0} role="region" aria-label={words.heading}>
      <table>
        <caption class="unseen">{words.heading}</caption>
        <Columns names={columns} />
        <tbody>
          {shown.map((line) => (
            <Line key={line.view.entity} app={app} line={line} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Line({ app, line }: AppProps & { readonly line: EntityLine }): View {
  const { stations: words, language } = app.strings;
  const { labels } = wordsOf(language);
  const { verification } = reviewingLabels(language);
  return (
    <tr>
      <th scope="row">
        <Button kind="plain" dir="auto" label={line.title} act={() => app.openEntity(line.view.entity)} />
        {line.differing ? <span class="tag alarm">{words.differing}</span> : null}
        {line.labels.slice(0, 20).map((label) => (
          <span key={label} class="tag label">
            {label}
          </span>
        ))}
      </th>
      <td>{words.sorts[line.sort]}</td>
      <td>{line.country ? countryName(line.country, language) : "–"}</td>
      <td>{line.premises.map((code) => labels.premises[code]).join(" · ") || "–"}</td>
      <td>{line.verification ? verification[line.verification] : words.differing}</td>
      <td class="number">{String(line.tips)}</td>
    </tr>
  );
}
