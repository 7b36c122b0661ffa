import { Button, Choice, TextInput, Tick } from "../../../browser/view/controls.tsx";
import type { App } from "../../app.ts";
import { isFiltering, NO_FILTER } from "../../queue/filter.ts";
import { ORDERS, type Order } from "../../queue/order.ts";
import { Bulk } from "../triage/bulk.tsx";
import type { AppProps, View } from "../view.ts";
import { chipsOf, choicesOf, daysOf, TICKS, ticksOf } from "./filter-choices.tsx";
import { SavedLooks } from "./saved-looks.tsx";

/** What the queue is searched, filtered and sorted by. */
export function Filters({ app }: AppProps): View {
  const { queue: words } = app.strings;
  const { query } = app.queue.looking;
  return (
    <div class="filters" role="search">
      <div class="field search">
        <TextInput
          id="search"
          label={words.searchHint}
          hiddenLabel
          placeholder={words.searchHint}
          value={query}
          take={(typed) => app.queue.look({ query: typed })}
        />
        <Button
          id="show-filters"
          aria-expanded={app.filtersShown ? "true" : "false"}
          aria-controls="drawer"
          aria-keyshortcuts="f"
          label={words.filters}
          act={() => (app.filtersShown = !app.filtersShown)}
        />
      </div>
      {app.queue.selected.size > 0 ? <Bulk app={app} /> : <Chips app={app} />}
      {query !== "" && app.queue.unsearched > 0 ? (
        <p class="hint">{app.strings.looking.unsearched(app.queue.unsearched)}</p>
      ) : null}
      <Drawer app={app} />
    </div>
  );
}

/** How many tips are shown, why these, and in which order: one line, whatever is asked for. */
function Chips({ app }: AppProps): View {
  const { queue: words } = app.strings;
  return (
    <div class="line">
      <p class="count" role="status">
        {words.count(app.queue.fitting.length, countable(app))}
      </p>
      <ul class="chips" tabIndex={0} aria-label={words.filters}>
        {chipsOf(app).map(({ text, without }) => (
          <li key={text}>
            <Button
              kind="chip"
              aria-label={app.strings.looking.remove(text)}
              act={() => app.queue.narrow(without)}
            >
              {text}
              <span aria-hidden="true">{" ×"}</span>
            </Button>
          </li>
        ))}
      </ul>
      {app.queue.looking.filter.among ? (
        <Button kind="plain" label={words.showAll} act={() => app.queue.narrow({ among: null })} />
      ) : null}
      <Choice<Order>
        id="order"
        label={words.order}
        hiddenLabel
        value={app.queue.looking.order}
        options={ORDERS.map((value) => ({ value, text: words.orders[value] }))}
        choose={(chosen) => app.queue.look({ order: chosen })}
      />
    </div>
  );
}

/** Everything that can be asked for, beside the list, which goes on to be seen. */
function Drawer({ app }: AppProps): View {
  return (
    <div
      id="drawer"
      class="drawer"
      role="group"
      aria-label={app.strings.queue.filters}
      hidden={!app.filtersShown}
      onKeyDown={(event: KeyboardEvent) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        app.filtersShown = false;
        document.getElementById("show-filters")?.focus();
      }}
    >
      {app.filtersShown ? <Criteria app={app} /> : null}
    </div>
  );
}

function Criteria({ app }: AppProps): View {
  const { queue: words } = app.strings;
  const { filter } = app.queue.looking;
  const ticks = ticksOf(app);
  return (
    <>
      <div class="grid">
        {choicesOf(app)}
        {daysOf(app)}
      </div>
      <fieldset>
        <legend>{words.attention}</legend>
        {TICKS.map((name) => (
          <Tick
            key={name}
            id={`only-${name}`}
            label={ticks[name]}
            ticked={filter[name]}
            tick={(ticked) => app.queue.narrow({ [name]: ticked })}
          />
        ))}
      </fieldset>
      <SavedLooks app={app} />
      <div class="actions">
        <Button
          kind="primary"
          label={app.strings.triage.showTips(app.queue.fitting.length)}
          act={() => (app.filtersShown = false)}
        />
        {isFiltering(filter) ? (
          <Button kind="plain" label={words.clear} act={() => app.queue.look({ filter: NO_FILTER })} />
        ) : null}
      </div>
    </>
  );
}

/** All that could be shown: what was set aside is counted apart. */
function countable({ queue }: App): number {
  return queue.looking.filter.aside ? queue.aside : queue.rows.length - queue.aside;
}
