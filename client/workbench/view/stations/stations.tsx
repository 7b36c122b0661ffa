import type { AppProps, View } from "../view.ts";
import { EntityList } from "./entity-list.tsx";
import { EntityPage } from "./entity-page.tsx";

/** Stations and incidents: the list of all, or one. */
export function Stations({ app }: AppProps): View {
  const view = app.entity === undefined ? undefined : app.casebook.entities.get(app.entity);
  return (
    <main class="stations">
      {view ? <EntityPage key={view.entity} app={app} view={view} /> : <EntityList app={app} />}
    </main>
  );
}
