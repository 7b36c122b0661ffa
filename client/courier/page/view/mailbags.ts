import { element } from "../../../browser/dom.ts";
import type { App } from "../app.ts";
import type { BagOutcome } from "../mailbags.ts";
import { filling, type Part } from "./part.ts";
import { actions, column, note, picker } from "./pieces.ts";

/** Letters to be delivered, and what became of them. */
export function mailbags(app: App): Part {
  const { mailbags: words } = app.strings;
  const alert = element("div", { role: "alert" });
  const status = element("div", { role: "status" });
  const shown = element(
    "div",
    { class: "step", id: "deliver" },
    element("h2", {}, words.heading),
    note(words.hint, "hint"),
    actions(picker("mailbags", words.choose, (files) => void app.deliver(files), true)),
    alert,
    status,
  );
  const showRefused = filling(
    alert,
    () => [app.refusedFile],
    () =>
      app.refusedFile === undefined
        ? undefined
        : element("p", { class: "error" }, words.not(app.refusedFile)),
  );
  const showOutcomes = filling(
    status,
    () => app.bags.flatMap(({ bag, address, outcome }) => [bag, address, outcome]),
    () => (app.bags.length > 0 ? outcomes(app, app.bags) : undefined),
  );
  const show = () => {
    showRefused();
    showOutcomes();
  };
  return { element: shown, show };
}

function outcomes(app: App, bags: readonly BagOutcome[]): HTMLElement {
  const { mailbags: words } = app.strings;
  const several = (app.pack?.addresses.length ?? 0) > 1;
  const isThere = bags.every(({ outcome }) => outcome === "taken" || outcome === "there");
  const items = bags.map(({ bag, address, outcome }) => {
    const of = several ? [element("span", { class: "hint" }, ` ${address}`)] : [];
    return element("li", { "data-outcome": outcome }, words.of(bag, words.outcomes[outcome]), ...of);
  });
  return column([element("ul", { id: "bags" }, ...items), isThere ? note(words.done, "good") : undefined]);
}
