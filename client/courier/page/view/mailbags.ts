import { h } from "preact";
import { FilePicker } from "../../../browser/view/file-picker.ts";
import type { View } from "../../../browser/view/view.ts";
import type { App } from "../app.ts";
import type { BagOutcome } from "../mailbags.ts";

/** Letters to be delivered, and what became of them. */
export function Mailbags({ app }: { readonly app: App }): View {
  const { mailbags: words } = app.strings;
  const { refusedFile, bags } = app;
  return h(
    "div",
    { class: "step", id: "deliver" },
    h("h2", {}, words.heading),
    h("p", { class: "hint" }, words.hint),
    h(
      "div",
      { class: "actions" },
      h(FilePicker, {
        id: "mailbags",
        label: words.choose,
        many: true,
        take: (files) => void app.deliver(files),
      }),
    ),
    refusedFile === undefined ? null : h("p", { class: "trouble", role: "alert" }, words.not(refusedFile)),
    h("div", { role: "status" }, bags.length > 0 ? h(Outcomes, { app, bags }) : null),
  );
}

function Outcomes({ app, bags }: { readonly app: App; readonly bags: readonly BagOutcome[] }): View {
  const { mailbags: words } = app.strings;
  const several = (app.pack?.addresses.length ?? 0) > 1;
  const isThere = bags.every(({ outcome }) => outcome === "taken" || outcome === "there");
  return h(
    "div",
    { class: "found" },
    h(
      "ul",
      { id: "bags" },
      bags.map(({ bag, address, outcome }, i) =>
        h(
          "li",
          { key: i, "data-outcome": outcome },
          words.of(bag, words.outcomes[outcome]),
          several ? h("span", { class: "hint" }, ` ${address}`) : null,
        ),
      ),
    ),
    isThere ? h("p", { class: "good" }, words.done) : null,
  );
}
