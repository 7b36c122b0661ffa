import type { TipView } from "../../../casebook/view.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { PlaceChooser } from "../places/chooser.tsx";
import type { View } from "../view.ts";

export interface TipPlacesProps {
  readonly app: App;
  readonly row: Row;
  readonly view: TipView;
}

/** The places of a kept tip: of its station, of its pressure, or of a text that has no form. */
export function TipPlaces({ app, row, view }: TipPlacesProps): readonly View[] {
  const { heading } = app.strings.places.choosing;
  const { contents, id } = row.tip;
  const { station = null, pressure = null } = contents.kind === "report" ? contents.tip.report : {};
  const current = { station: view.stationPlace, pressure: view.pressurePlace };
  const whiches = (["station", "pressure"] as const).filter(
    (which) => (which === "station" ? station : pressure) !== null || current[which].length > 0,
  );
  if (whiches.length === 0) {
    return [chooser("station", heading.other)];
  }
  return whiches.map((which) => chooser(which, heading[which]));

  function chooser(which: "station" | "pressure", words: string): View {
    const typed = (which === "station" ? station : pressure)?.place ?? null;
    return (
      <PlaceChooser
        key={which}
        app={app}
        about={id}
        which={which}
        heading={words}
        typed={typed}
        current={current[which]}
      />
    );
  }
}
