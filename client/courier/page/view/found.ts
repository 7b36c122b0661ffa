import { element } from "../../../browser/dom.ts";
import { bytesOf } from "../../choose.ts";
import { isNothingThere } from "../../draw.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import type { FetchedRound } from "../round.ts";
import type { Part } from "./part.ts";
import { actions, column, heading, list, namedButton, note, picker } from "./pieces.ts";

/** What was fetched: to be saved, then chosen where it was saved, and read to its end. */
export function found(app: App, fetched: FetchedRound): Part {
  const { done } = app.strings;
  const save = saveButton(app);
  const more = namedButton("more", "quiet", done.more, () => app.startOver());
  const shown = column([
    heading(headingOf(app, fetched)),
    fetched.bundle && fetched.list.envelopes.length === 0
      ? element("p", {}, app.strings.fetched.lettersOnly)
      : undefined,
    fetched.bundle ? saving(app, save, fetched.wanted.again !== null) : undefined,
    app.readBack?.other ? note(done.other) : undefined,
    besides(app, fetched),
    fetched.bundle ? undefined : actions(more),
  ]);
  const show = () => {
    save.disabled = app.busy !== undefined;
  };
  return { element: shown, show };
}

function headingOf({ strings: { fetched: words } }: App, fetched: FetchedRound): string {
  const { envelopes } = fetched.list;
  const { again } = fetched.wanted;
  if (isNothingThere(fetched)) return again === null ? words.nothing : words.nothingOf(again);
  if (envelopes.length === 0) return words.noneFetched;
  return words.heading(envelopes.length, amountOf(bytesOf(envelopes)));
}

function saveButton(app: App): HTMLButtonElement {
  const { fetched: words } = app.strings;
  const save = () => app.save();
  return app.saved
    ? namedButton("save", "quiet", words.saveAgain, save)
    : namedButton("save", "primary", words.save, save);
}

function saving(app: App, save: HTMLButtonElement, again: boolean): HTMLElement {
  const { fetched: words } = app.strings;
  const step = (control: Node, hint: string) =>
    element("div", { class: "step" }, actions(control), note(hint, "hint"));
  const choose = () => picker("saved", words.choose, ([file]) => file && void app.take(file));
  return column([
    step(save, words.saveHint),
    app.saved ? step(choose(), again ? words.chooseHintAgain : words.chooseHint) : undefined,
  ]);
}

/** What the courier's command says beside. */
function besides(app: App, fetched: FetchedRound): HTMLElement {
  const { fetched: words, errors } = app.strings;
  const { gone, damaged, expired, seen, failed, letters } = fetched;
  const { left } = fetched.list;
  const leftOf = left.map(({ day, count, bytes }) => words.ofDay(day, count, amountOf(bytes)));
  const expiredOf = expired.map(({ day, count }) => words.expiredOfDay(day, count));
  return column([
    ...failed.map(({ address, error }) => note(`${words.failed(address)} ${errors[error.code]}`)),
    gone > 0 ? element("p", {}, words.gone(gone)) : undefined,
    letters.failed.length > 0 ? note(words.noLetters) : undefined,
    damaged > 0 ? note(words.damaged(damaged)) : undefined,
    left.length > 0
      ? element(
          "div",
          { id: "left-there" },
          element("p", {}, words.left),
          list(leftOf),
          note(words.leftNext, "hint"),
        )
      : undefined,
    expired.length > 0
      ? element("div", { class: "note", id: "expired" }, element("p", {}, words.expired), list(expiredOf))
      : undefined,
    seen.movedTo ? note(words.moved) : undefined,
    seen.unseen > 0 ? note(words.unseen(seen.unseen), "hint") : undefined,
  ]);
}
