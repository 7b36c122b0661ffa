import { asDay, dayOf } from "../../../../protocol/day.ts";
import { element } from "../../../browser/dom.ts";
import { KEPT_HERE } from "../../../browser/kept-here.ts";
import type { CourierPack } from "../../pack.ts";
import { amountOf } from "../amounts.ts";
import type { App } from "../app.ts";
import { mailbags } from "./mailbags.ts";
import type { Part } from "./part.ts";
import { actions, column, field, folded, heading, namedButton, note, picker } from "./pieces.ts";

/** Bytes of envelopes in one bundle; the second is what is offered first: the browser holds it in memory. */
const BUDGETS = [50e6, 200e6, 500e6, 1e9] as const;
const USUAL = String(BUDGETS[1]);

/** What was chosen, in whatever language. */
export interface Choices {
  budget?: string;
  day?: string;
}

/** The servers, and what to fetch from them. */
export function ready(app: App, { addresses }: CourierPack, choices: Choices): Part {
  const { ready: words, fetched } = app.strings;
  const doors = addresses.map((address) =>
    element(
      "li",
      {},
      element("a", { href: `http://${address}/`, target: "_blank", rel: "noopener noreferrer" }, address),
    ),
  );
  const budget = element(
    "select",
    { id: "budget", autocomplete: "off" },
    ...BUDGETS.map((bytes) => element("option", { value: String(bytes) }, amountOf(bytes))),
  );
  budget.value = choices.budget ?? USUAL;
  budget.addEventListener("change", () => {
    choices.budget = budget.value;
  });
  const day = element("input", { id: "day", type: "date", ...KEPT_HERE });
  day.value = choices.day ?? dayOf(Date.now());
  day.addEventListener("input", () => {
    choices.day = day.value;
    show();
  });
  const fetch = namedButton("fetch", "primary", words.fetch, () => {
    void app.fetch({ budget: Number(budget.value), again: null });
  });
  const fetchAgain = namedButton("fetch-again", "quiet", words.again.fetch, () => {
    const again = asDay(day.value);
    if (again) void app.fetch({ budget: Number(budget.value), again });
  });
  const bags = mailbags(app);
  const shown = column([
    heading(words.heading),
    element("p", {}, addresses.length > 1 ? words.doors : words.door),
    element("ul", { class: "doors" }, ...doors),
    field(words.amount, budget),
    note(words.amountHint, "hint"),
    actions(fetch),
    bags.element,
    folded(
      "again",
      words.again.summary,
      note(words.again.hint, "hint"),
      field(words.again.day, day),
      actions(fetchAgain),
    ),
    folded(
      "left",
      words.left.summary,
      note(words.left.hint, "hint"),
      picker("saved-before", fetched.choose, ([file]) => file && void app.take(file)),
    ),
  ]);
  function show(): void {
    fetch.disabled = app.busy !== undefined;
    fetch.textContent = app.error && app.bags.length === 0 ? words.goOn : words.fetch;
    fetchAgain.disabled = app.busy !== undefined || !asDay(day.value);
    bags.show();
  }
  return { element: shown, show };
}
