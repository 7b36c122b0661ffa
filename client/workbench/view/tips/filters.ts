import { h } from "preact";
import { countryName } from "../../../report/countries.ts";
import { codesOf } from "../../../report/vocabulary/codes.ts";
import { LANGUAGES as TIP_LANGUAGES, wordsOf } from "../../../report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import { type Filter, isFiltering, NO_FILTER } from "../../queue/filter.ts";
import { ORDERS, type Order } from "../../queue/order.ts";
import { LANGUAGES } from "../../strings/languages.ts";
import { Choice, FORGETFUL, type Option, Tick } from "../fields.ts";
import type { View } from "../view.ts";
import type { AppProps } from "../workbench.ts";

/** What the queue is searched, filtered and sorted by. */
export function Filters({ app }: AppProps): View {
  const { queue: words } = app.strings;
  const { query, filter, order } = app.queue.looking;
  return h(
    "div",
    { class: "filters", role: "search" },
    h(
      "div",
      { class: "field search" },
      h("label", { for: "search", class: "unseen" }, words.searchHint),
      h("input", {
        ...FORGETFUL,
        id: "search",
        type: "text",
        placeholder: words.searchHint,
        value: query,
        onInput: ({ currentTarget }) => app.queue.look({ query: currentTarget.value }),
      }),
    ),
    h(
      "div",
      { class: "line" },
      h("p", { class: "count", role: "status" }, words.count(app.queue.fitting.length, countable(app))),
      h(Choice<Order>, {
        id: "order",
        label: words.order,
        hiddenLabel: true,
        value: order,
        options: ORDERS.map((value) => ({ value, text: words.orders[value] })),
        choose: (chosen) => app.queue.look({ order: chosen }),
      }),
    ),
    filter.among ? h(Chosen, { app, said: filter.among.said }) : null,
    h(
      "details",
      {},
      h(
        "summary",
        {},
        words.filters,
        isFiltering(filter) ? h("span", { class: "on", "aria-hidden": "true" }, " ●") : null,
      ),
      h("div", { class: "grid" }, choicesOf(app)),
      h("fieldset", {}, h("legend", {}, words.attention), ticksOf(app)),
      isFiltering(filter)
        ? h(
            "button",
            { type: "button", class: "plain", onClick: () => app.queue.look({ filter: NO_FILTER }) },
            words.clear,
          )
        : null,
    ),
  );
}

/** All that could be shown: what was set aside is counted apart. */
function countable({ queue }: App): number {
  return queue.looking.filter.aside ? queue.aside : queue.rows.length - queue.aside;
}

interface ChosenProps extends AppProps {
  readonly said: string;
}

/** What was chosen in another part of the work, and the way back to all. */
function Chosen({ app, said }: ChosenProps): View {
  const { filter } = app.queue.looking;
  return h(
    "p",
    { class: "among" },
    said,
    h(
      "button",
      {
        type: "button",
        class: "plain",
        onClick: () => app.queue.look({ filter: { ...filter, among: null } }),
      },
      app.strings.queue.showAll,
    ),
  );
}

type Field = "status" | "kind" | "country" | "need" | "language" | "label";

function choicesOf(app: App): View[] {
  const { queue: words, language } = app.strings;
  const { labels } = wordsOf(language);
  const reviewing = reviewingLabels(language);
  const { countries, labels: named } = app.queue.named;
  return [
    choice(
      app,
      "status",
      words.status,
      REVIEWING_CODES.status.map((value) => ({ value, text: reviewing.status[value] })),
    ),
    choice(app, "kind", words.kind, [
      ...codesOf("kind").map((value) => ({ value, text: labels.kind[value] })),
      { value: "by-hand", text: words.byHand },
    ]),
    choice(
      app,
      "country",
      words.country,
      sorted(
        countries.map((value) => ({ value, text: countryName(value, language) })),
        language,
      ),
    ),
    choice(
      app,
      "need",
      words.urgency,
      codesOf("need")
        .toReversed()
        .map((value) => ({ value, text: labels.need[value] })),
    ),
    choice(
      app,
      "language",
      words.language,
      TIP_LANGUAGES.map((value) => ({
        value,
        text: LANGUAGES.find((known) => known.language === value)?.name ?? value,
      })),
    ),
    choice(
      app,
      "label",
      words.label,
      named.map((value) => ({ value, text: value })),
    ),
  ];
}

function choice<F extends Field>(
  app: App,
  name: F,
  label: string,
  options: readonly Option<NonNullable<Filter[F]> & string>[],
): View {
  const { filter } = app.queue.looking;
  const any: Option<string> = { value: "", text: app.strings.queue.any };
  return h(Choice<string>, {
    id: `filter-${name}`,
    label,
    value: filter[name] ?? "",
    options: [any, ...options],
    choose: (value) => app.queue.look({ filter: { ...filter, [name]: value === "" ? null : value } }),
  });
}

const TICKS = ["alarms", "unread", "mine", "kept", "differing"] as const;

function ticksOf(app: App): View[] {
  const { queue: words } = app.strings;
  const labels: Readonly<Record<(typeof TICKS)[number], string>> = {
    alarms: words.onlyAlarms,
    unread: words.onlyUnread,
    mine: words.onlyMine,
    kept: words.onlyKept,
    differing: words.onlyDiffering,
  };
  const { filter } = app.queue.looking;
  return TICKS.map((name) =>
    h(Tick, {
      key: name,
      id: `only-${name}`,
      label: labels[name],
      ticked: filter[name],
      tick: (ticked) => app.queue.look({ filter: { ...filter, [name]: ticked } }),
    }),
  );
}

function sorted<T extends string>(options: readonly Option<T>[], language: string): Option<T>[] {
  const collator = new Intl.Collator(language);
  return options.toSorted((a, b) => collator.compare(a.text, b.text));
}
