import { h } from "preact";
import type { AppProps, View } from "../view.ts";
import { EntityList } from "./entity-list.ts";
import { EntityPage } from "./entity-page.ts";

/** Stations and incidents: the list of all, or one. */
export function Stations({ app }: AppProps): View {
  const view = app.entity === undefined ? undefined : app.casebook.entities.get(app.entity);
  return h(
    "main",
    { class: "stations" },
    view ? h(EntityPage, { key: view.entity, app, view }) : h(EntityList, { app }),
  );
}
