import { entityOf, supportersOf } from "../../stations/entity.ts";
import type { EntityProps, View } from "../view.ts";
import { PlaceChooser } from "./chooser.tsx";

/** The place of a station or an incident; what a tip behind it names is offered. */
export function EntityPlace({ app, view }: EntityProps): View {
  const is = entityOf(view);
  const [typed] = supportersOf(view).flatMap((tip) => {
    const contents = app.queue.rowOf(tip)?.tip.contents;
    if (contents?.kind !== "report") return [];
    const { station, pressure } = contents.tip.report;
    return [station?.place, pressure?.place].flatMap((place) => place ?? []);
  });
  const country = is?.country ?? typed?.country ?? null;
  return (
    <PlaceChooser
      app={app}
      about={view.entity}
      which={null}
      heading={app.strings.places.choosing.heading.other}
      typed={{ region: "", city: "", address: "", ...typed, country }}
      current={view.place}
    />
  );
}
