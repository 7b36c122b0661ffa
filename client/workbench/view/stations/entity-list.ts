import { h } from "preact";
import { useState } from "preact/hooks";
import { Choice, FORGETFUL } from "../../../browser/view/fields.ts";
import { countryName } from "../../../report/countries.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import {
  ENTITY_ORDERS,
  type EntityLine,
  type EntityOrder,
  entityLines,
  inEntityOrder,
  matchingLines,
} from "../../stations/lines.ts";
import type { AppProps, View } from "../view.ts";

/** As many are shown before somebody asks for all. */
const FIRST = 200;

/** All stations and incidents, as a table. */
export function EntityList({ app }: AppProps): View {
  const { stations: words, language } = app.strings;
  const [typed, setTyped] = useState("");
  const [order, setOrder] = useState<EntityOrder>("title");
  const [all, showAll] = useState(false);
  const lines = entityLines(app.casebook.entities.values());
  const found = inEntityOrder(matchingLines(lines, typed, language), order, language);
  const shown = all ? found : found.slice(0, FIRST);
  return h(
    "section",
    { class: "entities", "aria-labelledby": "stations-heading" },
    h("h1", { id: "stations-heading" }, words.heading),
    h("p", { class: "hint" }, words.lede),
    lines.length === 0
      ? h("p", {}, words.none)
      : [
          h(
            "div",
            { class: "line", key: "line" },
            h("label", { for: "entity-search", class: "unseen" }, words.searchHint),
            h("input", {
              ...FORGETFUL,
              id: "entity-search",
              type: "text",
              placeholder: words.searchHint,
              value: typed,
              onInput: ({ currentTarget }) => setTyped(currentTarget.value),
            }),
            h(Choice<EntityOrder>, {
              id: "entity-order",
              label: words.order,
              hiddenLabel: true,
              value: order,
              options: ENTITY_ORDERS.map((value) => ({ value, text: words.orders[value] })),
              choose: setOrder,
            }),
            h("p", { class: "count", role: "status" }, words.count(found.length, lines.length)),
          ),
          found.length === 0
            ? h("p", { key: "nothing" }, words.nothing)
            : h(Table, { key: "table", app, shown }),
          shown.length < found.length
            ? h(
                "button",
                { key: "more", type: "button", class: "quiet", onClick: () => showAll(true) },
                words.more(found.length),
              )
            : null,
        ],
  );
}

interface TableProps extends AppProps {
  readonly shown: readonly EntityLine[];
}

function Table({ app, shown }: TableProps): View {
  const { stations: words } = app.strings;
  const columns = [words.title, words.sort, words.country, words.premises, words.verification, words.tips];
  return h(
    "div",
    { class: "scrolled", tabIndex: 0, role: "region", "aria-label": words.heading },
    h(
      "table",
      {},
      h("caption", { class: "unseen" }, words.heading),
      h(
        "thead",
        {},
        h(
          "tr",
          {},
          columns.map((column) => h("th", { key: column, scope: "col" }, column)),
        ),
      ),
      h(
        "tbody",
        {},
        shown.map((line) => h(Line, { key: line.view.entity, app, line })),
      ),
    ),
  );
}

interface LineProps {
  readonly app: App;
  readonly line: EntityLine;
}

function Line({ app, line }: LineProps): View {
  const { stations: words, language } = app.strings;
  const { labels } = wordsOf(language);
  const { verification } = reviewingLabels(language);
  return h(
    "tr",
    {},
    h(
      "th",
      { scope: "row" },
      h(
        "button",
        { type: "button", class: "plain", dir: "auto", onClick: () => app.openEntity(line.view.entity) },
        line.title,
      ),
      line.differing ? h("span", { class: "tag alarm" }, words.differing) : null,
      line.labels.slice(0, 20).map((label) => h("span", { key: label, class: "tag label" }, label)),
    ),
    h("td", {}, words.sorts[line.sort]),
    h("td", {}, line.country ? countryName(line.country, language) : "–"),
    h("td", {}, line.premises.map((code) => labels.premises[code]).join(" · ") || "–"),
    h("td", {}, line.verification ? verification[line.verification] : words.differing),
    h("td", { class: "number" }, String(line.tips)),
  );
}
