import { element } from "../../../browser/dom.ts";
import { KEPT_HERE } from "../../../browser/kept-here.ts";
import type { App } from "../app.ts";
import type { Part } from "./part.ts";
import { actions, column, field, folded, heading, note, picker } from "./pieces.ts";

/** What was given so far, in whatever language. */
export interface Given {
  file?: File | undefined;
  passphrase?: string;
}

/** A pack and its passphrase; and how to know that this is the right file. */
export function first(app: App, given: Given): Part {
  const { first: words } = app.strings;
  const name = element("span", { class: "chosen" });
  const pack = picker("pack", words.pack, ([file]) => {
    given.file = file;
    show();
  });
  const passphrase = element("input", { type: "password", id: "passphrase", ...KEPT_HERE });
  passphrase.value = given.passphrase ?? "";
  passphrase.addEventListener("input", () => {
    given.passphrase = passphrase.value;
    show();
  });
  const open = element("button", { type: "submit", class: "primary", id: "open" }, words.open);
  const form = element(
    "form",
    { autocomplete: "off" },
    element("div", { class: "field" }, pack, name),
    field(words.passphrase, passphrase),
    note(words.slow, "hint"),
    actions(open),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const { file, passphrase: typed = "" } = given;
    if (!file || typed === "") return;
    given.passphrase = passphrase.value = "";
    // Where one types again if it was the wrong one: the button waits for that.
    passphrase.focus();
    void app.unlock(file, typed);
  });
  const { compare, lost } = words;
  const shown = column([
    heading(words.heading),
    element("p", {}, words.lede),
    form,
    folded(
      "compare",
      compare.summary,
      element("p", {}, compare.why),
      commands(),
      element("p", {}, compare.where),
    ),
    folded("lost", lost.summary, element("p", {}, lost.what)),
  ]);
  function commands(): HTMLElement {
    const lines = compare.commands.flatMap(([system, command]) => [
      element("dt", {}, system),
      element("dd", {}, element("code", {}, command)),
    ]);
    return element("dl", {}, ...lines);
  }
  function show(): void {
    name.textContent = given.file?.name ?? "";
    open.disabled = !given.file || passphrase.value === "" || app.busy !== undefined;
  }
  return { element: shown, show };
}
