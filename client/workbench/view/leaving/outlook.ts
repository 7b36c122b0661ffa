import { h } from "preact";
import { isImportable } from "../../../casebook/export/uwazi.ts";
import { NothingPublished } from "../counts/nothing-published.ts";
import { Table } from "../counts/table.ts";
import type { AppProps, View } from "../view.ts";
import { LeavingCases } from "./cases.ts";
import { WithheldCases } from "./withheld.ts";
import { Writing } from "./writing.ts";

/** What would leave and what would stay, before anything is written. */
export function Outlook({ app }: AppProps): View | null {
  const { leaving, strings } = app;
  const { leaving: words } = strings;
  const { preview, isOutdated } = leaving;
  if (!preview) return null;
  const { cases, withheld, beside, countedTwice } = preview;
  const isCounts = leaving.wish.form === "counts";
  return h(
    "div",
    { class: "outlook" },
    leaving.wish.form === "uwazi" && cases.length > 0 && !isImportable(cases)
      ? h("p", { class: "warning" }, words.uwaziMixed)
      : null,
    beside.length > 0 ? h("p", { class: "warning" }, words.leftBeside(beside.join(", "))) : null,
    isCounts && countedTwice.length > 0
      ? h("p", { class: "warning" }, words.countedTwice(countedTwice.join(", ")))
      : null,
    isCounts
      ? h(LeavingCounts, { app })
      : h(
          "section",
          { "aria-label": words.leaves(cases.length) },
          h("h2", { role: "status" }, words.leaves(cases.length)),
          cases.length === 0
            ? h("p", { class: "hint" }, words.nothingLeaves)
            : h(LeavingCases, { app, cases }),
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

/** The very table that an export of counts holds. */
function LeavingCounts({ app }: AppProps): View {
  const { counts, leaving, strings } = app;
  const { audience } = leaving.wish;
  const table = counts.tableFor(audience);
  return h(
    "section",
    { "aria-label": strings.counts.heading },
    h("h2", { role: "status" }, strings.counts.heading),
    table ? h(Table, { app, table }) : h(NothingPublished, { app, audience }),
  );
}
