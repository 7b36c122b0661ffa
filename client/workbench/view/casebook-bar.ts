import { h } from "preact";
import type { View } from "./view.ts";
import type { AppProps } from "./workbench.ts";

/** Whether all is saved, and the way to save it. */
export function CasebookBar({ app }: AppProps): View {
  const { casebook, strings } = app;
  const { casebook: words } = strings;
  const state =
    casebook.unsaved > 0 ? words.unsaved(casebook.unsaved) : casebook.acts > 0 ? words.saved : words.none;
  return h(
    "div",
    { class: "casebook" },
    h("span", { class: casebook.unsaved > 0 ? "state unsaved" : "state", role: "status" }, state),
    h(
      "button",
      {
        type: "button",
        class: "primary",
        disabled: casebook.saving || casebook.unsaved === 0,
        onClick: () => void casebook.save(),
      },
      casebook.saving ? words.saving : words.save,
    ),
  );
}
