import { h } from "preact";
import type { App } from "../../app.ts";
import { isFiltering, NO_FILTER } from "../../queue/filter.ts";
import { ORDERS, type Order } from "../../queue/order.ts";
import { Choice, FORGETFUL, Tick } from "../fields.ts";
import type { AppProps, View } from "../view.ts";
import { choicesOf, daysOf } from "./filter-choices.ts";
import { SavedLooks } from "./saved-looks.ts";

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
    app.queue.unsearched > 0 && query !== ""
      ? h("p", { class: "hint" }, app.strings.looking.unsearched(app.queue.unsearched))
      : null,
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
      h("div", { class: "grid" }, choicesOf(app), daysOf(app)),
      h("fieldset", {}, h("legend", {}, words.attention), ticksOf(app)),
      isFiltering(filter)
        ? h(
            "button",
            { type: "button", class: "plain", onClick: () => app.queue.look({ filter: NO_FILTER }) },
            words.clear,
          )
        : null,
      h(SavedLooks, { app }),
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
  return h(
    "p",
    { class: "among" },
    said,
    h(
      "button",
      {
        type: "button",
        class: "plain",
        onClick: () => app.queue.narrow({ among: null }),
      },
      app.strings.queue.showAll,
    ),
  );
}

const TICKS = ["alarms", "unread", "mine", "kept", "differing", "files"] as const;

function ticksOf(app: App): View[] {
  const { queue: words } = app.strings;
  const labels: Readonly<Record<(typeof TICKS)[number], string>> = {
    alarms: words.onlyAlarms,
    unread: words.onlyUnread,
    mine: words.onlyMine,
    kept: words.onlyKept,
    differing: words.onlyDiffering,
    files: app.strings.looking.onlyFiles,
  };
  const { filter } = app.queue.looking;
  return TICKS.map((name) =>
    h(Tick, {
      key: name,
      id: `only-${name}`,
      label: labels[name],
      ticked: filter[name],
      tick: (ticked) => app.queue.narrow({ [name]: ticked }),
    }),
  );
}
