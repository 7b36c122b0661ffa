import type { TipView } from "../../../casebook/view.ts";
import { PlaceChooser } from "../places/chooser.tsx";
import type { RowProps, View } from "../view.ts";

/** The places of a kept tip: of its station, of its pressure, or of a text that has no form. */
export function TipPlaces({ app, row, view }: RowProps & { readonly view: TipView }): readonly View[] {
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
