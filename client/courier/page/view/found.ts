import { h } from "preact";
import { FilePicker } from "../../../browser/view/file-picker.ts";
import type { View } from "../../../browser/view/view.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import type { FetchedRound } from "../round.ts";

export interface FoundProps {
  readonly app: App;
  readonly fetched: FetchedRound;
}

/** What was fetched: to be saved, then chosen where it was saved, and read to its end. */
export function Found({ app, fetched }: FoundProps): View {
  const { fetched: words, done } = app.strings;
  const { bundle, list, wanted } = fetched;
  const bytes = list.envelopes.reduce((sum, { size }) => sum + size, 0);
  return h(
    "div",
    { class: "found" },
    h(
      "h1",
      {},
      bundle && list.envelopes.length === 0
        ? words.lettersOnly
        : bundle
          ? words.heading(list.envelopes.length, amountOf(bytes))
          : wanted.again === null
            ? words.nothing
            : words.nothingOf(wanted.again),
    ),
    bundle ? h(Saving, { app, again: wanted.again !== null }) : null,
    app.readBack?.other ? h("p", { class: "note" }, done.other) : null,
    h(Besides, { app, fetched }),
    bundle
      ? null
      : h(
          "div",
          { class: "actions" },
          h(
            "button",
            { type: "button", class: "quiet", id: "more", onClick: () => app.startOver() },
            done.more,
          ),
        ),
  );
}

function Saving({ app, again }: { readonly app: App; readonly again: boolean }): View {
  const { fetched: words } = app.strings;
  return h(
    "div",
    { class: "found" },
    h(
      "div",
      { class: "step" },
      h(
        "div",
        { class: "actions" },
        h(
          "button",
          {
            type: "button",
            class: app.saved ? "quiet" : "primary",
            id: "save",
            disabled: app.busy !== undefined,
            onClick: () => app.save(),
          },
          app.saved ? words.saveAgain : words.save,
        ),
      ),
      h("p", { class: "hint" }, words.saveHint),
    ),
    app.saved
      ? h(
          "div",
          { class: "step" },
          h(
            "div",
            { class: "actions" },
            h(FilePicker, {
              id: "saved",
              label: words.choose,
              take: ([file]) => file && void app.take(file),
            }),
          ),
          h("p", { class: "hint" }, again ? words.chooseHintAgain : words.chooseHint),
        )
      : null,
  );
}

/** What the courier's command says beside. */
function Besides({ app, fetched }: FoundProps): View {
  const { fetched: words, troubles } = app.strings;
  const { gone, damaged, list, expired, seen, failed, letters } = fetched;
  return h(
    "div",
    { class: "found" },
    failed.map(({ address, error }) =>
      h("p", { key: address, class: "note failed" }, `${words.failed(address)} ${troubles[error.code]}`),
    ),
    gone > 0 ? h("p", {}, words.gone(gone)) : null,
    letters.troubles.length > 0 ? h("p", { class: "note" }, words.noLetters) : null,
    damaged > 0 ? h("p", { class: "note" }, words.damaged(damaged)) : null,
    list.left.length > 0
      ? h(
          "div",
          { id: "left-there" },
          h("p", {}, words.left),
          h(
            "ul",
            {},
            list.left.map(({ day, count, bytes }) =>
              h("li", { key: day }, words.ofDay(day, count, amountOf(bytes))),
            ),
          ),
          h("p", { class: "hint" }, words.leftNext),
        )
      : null,
    expired.length > 0
      ? h(
          "div",
          { class: "note", id: "expired" },
          h("p", {}, words.expired),
          h(
            "ul",
            {},
            expired.map(({ day, count }) => h("li", { key: day }, words.expiredOfDay(day, count))),
          ),
        )
      : null,
    seen.movedTo ? h("p", { class: "note" }, words.moved) : null,
    seen.unseen > 0 ? h("p", { class: "hint" }, words.unseen(seen.unseen)) : null,
  );
}
