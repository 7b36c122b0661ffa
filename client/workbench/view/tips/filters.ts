import { h } from "preact";
import { Choice, FORGETFUL, Tick } from "../../../browser/view/fields.ts";
import type { App } from "../../app.ts";
import { isFiltering, NO_FILTER } from "../../queue/filter.ts";
import { ORDERS, type Order } from "../../queue/order.ts";
import { Bulk } from "../triage/bulk.ts";
import type { AppProps, View } from "../view.ts";
import { chipsOf, choicesOf, daysOf, TICKS, ticksOf } from "./filter-choices.ts";
import { SavedLooks } from "./saved-looks.ts";

/** What the queue is searched, filtered and sorted by. */
export function Filters({ app }: AppProps): View {
  const { queue: words } = app.strings;
  const { query } = app.queue.looking;
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
      h(
        "button",
        {
          type: "button",
          class: "quiet",
          id: "show-filters",
          "aria-expanded": app.filtersShown ? "true" : "false",
          "aria-controls": "drawer",
          "aria-keyshortcuts": "f",
          onClick: () => app.showFilters(!app.filtersShown),
        },
        words.filters,
      ),
    ),
    app.queue.selected.size > 0 ? h(Bulk, { app }) : h(Chips, { app }),
    app.queue.unsearched > 0 && query !== ""
      ? h("p", { class: "hint" }, app.strings.looking.unsearched(app.queue.unsearched))
      : null,
    h(Drawer, { app }),
  );
}

/** How many tips are shown, why these, and in which order: one line, whatever is asked for. */
function Chips({ app }: AppProps): View {
  const { queue: words } = app.strings;
  return h(
    "div",
    { class: "line" },
    h("p", { class: "count", role: "status" }, words.count(app.queue.fitting.length, countable(app))),
    h(
      "ul",
      { class: "chips", tabIndex: 0, "aria-label": words.filters },
      chipsOf(app).map(({ text, without }) =>
        h(
          "li",
          { key: text },
          h(
            "button",
            {
              type: "button",
              class: "chip",
              "aria-label": app.strings.looking.remove(text),
              onClick: () => app.queue.narrow(without),
            },
            text,
            h("span", { "aria-hidden": "true" }, " ×"),
          ),
        ),
      ),
    ),
    app.queue.looking.filter.among
      ? h(
          "button",
          { type: "button", class: "plain", onClick: () => app.queue.narrow({ among: null }) },
          words.showAll,
        )
      : null,
    h(Choice<Order>, {
      id: "order",
      label: words.order,
      hiddenLabel: true,
      value: app.queue.looking.order,
      options: ORDERS.map((value) => ({ value, text: words.orders[value] })),
      choose: (chosen) => app.queue.look({ order: chosen }),
    }),
  );
}

/** Everything that can be asked for, beside the list, which goes on to be seen. */
function Drawer({ app }: AppProps): View {
  const { queue: words } = app.strings;
  const { filter } = app.queue.looking;
  const ticks = ticksOf(app);
  return h(
    "div",
    {
      id: "drawer",
      class: "drawer",
      role: "group",
      "aria-label": words.filters,
      hidden: !app.filtersShown,
      onKeyDown: (event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        app.showFilters(false);
        document.getElementById("show-filters")?.focus();
      },
    },
    h("div", { class: "grid" }, choicesOf(app), daysOf(app)),
    h(
      "fieldset",
      {},
      h("legend", {}, words.attention),
      TICKS.map((name) =>
        h(Tick, {
          key: name,
          id: `only-${name}`,
          label: ticks[name],
          ticked: filter[name],
          tick: (ticked) => app.queue.narrow({ [name]: ticked }),
        }),
      ),
    ),
    h(SavedLooks, { app }),
    h(
      "div",
      { class: "actions" },
      h(
        "button",
        { type: "button", class: "primary", onClick: () => app.showFilters(false) },
        app.strings.triage.showTips(app.queue.fitting.length),
      ),
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
