import { h } from "preact";
import type { View } from "../view.ts";
import type { AppProps } from "../workbench.ts";
import { LeavingCases } from "./cases.ts";
import { WithheldCases } from "./withheld.ts";
import { Writing } from "./writing.ts";

/** What would leave and what would stay, before anything is written. */
export function Outlook({ app }: AppProps): View | null {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const { preview, isOutdated } = leaving;
  if (!preview) return null;
  const { cases, withheld } = preview;
  return h(
    "div",
    { class: "outlook" },
    h(
      "section",
      { "aria-label": words.leaves(cases.length) },
      h("h2", { role: "status" }, words.leaves(cases.length)),
      cases.length === 0 ? h("p", { class: "hint" }, words.nothingLeaves) : h(LeavingCases, { app, cases }),
    ),
    isOutdated && leaving.written === undefined
      ? h("p", { class: "warning", role: "alert" }, words.outdated)
      : null,
    h(Writing, { app }),
    h(
      "section",
      { "aria-label": words.stays(withheld.length) },
      h("h2", {}, words.stays(withheld.length)),
      withheld.length === 0
        ? h("p", { class: "hint" }, words.nothingStays)
        : h(WithheldCases, { app, withheld }),
    ),
  );
}
