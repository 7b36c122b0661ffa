import type { RowProps, View } from "../view.ts";
import { Links } from "./links.tsx";
import { Suggestions } from "./suggestions.tsx";
import { Supports } from "./supports.tsx";

/** What a tip belongs to: other tips, stations and incidents; and what it may belong to. */
export function Together({ app, row }: RowProps): View {
  const { together: words } = app.strings;
  return (
    <section id="together" class="together" aria-labelledby="together-heading">
      <h2 id="together-heading">{words.heading}</h2>
      <Links app={app} row={row} />
      <Supports app={app} row={row} />
      <Suggestions app={app} row={row} />
    </section>
  );
}
