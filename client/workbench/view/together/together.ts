import { h } from "preact";
import type { RowProps, View } from "../view.ts";
import { Links } from "./links.ts";
import { Suggestions } from "./suggestions.ts";
import { Supports } from "./supports.ts";

/** What a tip belongs to: other tips, stations and incidents; and what it may belong to. */
export function Together({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  return h(
    "section",
    { id: "together", class: "together", "aria-labelledby": "together-heading" },
    h("h2", { id: "together-heading" }, words.heading),
    h(Links, { app, row }),
    h(Supports, { app, row }),
    h(Suggestions, { app, row }),
  );
}
