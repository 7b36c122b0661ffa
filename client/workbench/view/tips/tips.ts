import { h } from "preact";
import { Arrivals } from "../arrivals.ts";
import { Undo } from "../triage/undo.ts";
import type { AppProps, View } from "../view.ts";
import { Filters } from "./filters.ts";
import { FoldBar } from "./fold-bar.ts";
import { Queue } from "./queue.ts";
import { Tip } from "./tip.ts";

/** The queue, and beside it the tip that is open. */
export function Tips({ app }: AppProps): View {
  const { strings, queue } = app;
  return h(
    "main",
    { class: queue.open === undefined ? "work" : "work with-tip" },
    h(
      "section",
      { class: "list", "aria-label": strings.queue.heading },
      h(Filters, { app }),
      h(Queue, { app }),
      h(Undo, { app }),
      h("div", { class: "foot" }, h(FoldBar, { app }), h(Arrivals, { app, first: false })),
    ),
    h("section", { class: "detail", "aria-label": strings.tip.asSent }, h(Tip, { app })),
  );
}
