import { h } from "preact";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import type { View } from "../view.ts";
import { Links } from "./links.ts";
import { Suggestions } from "./suggestions.ts";
import { Supports } from "./supports.ts";

export interface TogetherProps {
  readonly app: App;
  readonly row: Row;
}

/** What a tip belongs to: other tips, stations and incidents; and what it may belong to. */
export function Together({ app, row }: TogetherProps): View {
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
