import { emptyTip } from "../../../casebook/drafts.ts";
import type { TipView } from "../../../casebook/view.ts";
import { whoIs } from "../../review/who.ts";
import { Beyond } from "../beyond.tsx";
import { PlaceChooser } from "../places/chooser.tsx";
import { Do } from "../triage/do.tsx";
import { REVIEWED } from "../triage/picks.ts";
import type { RowProps, View } from "../view.ts";
import { Grade } from "./grade.tsx";
import { Labels } from "./labels.tsx";
import { Notes } from "./notes.tsx";
import { ReviewField } from "./review-field.tsx";

/** What reviewers make of a tip; each change is an act in the casebook, and keeps a tip that isn't kept yet. */
export function Review({ app, row }: RowProps): View {
  const { review: words } = app.strings;
  const shown = app.casebook.views.get(row.tip.id);
  const view = shown ?? emptyTip(row.tip.id);
  const [kept] = view.kept;
  return (
    <aside class="review" aria-label={words.heading}>
      <Do app={app} row={row} />
      <div class="form" id="review-form">
        <Beyond app={app} beyond={shown?.beyond ?? 0} />
        <p class="hint">{kept ? words.keptBy(whoIs(app, kept.by), kept.on) : words.keepWhy}</p>
        <Grade app={app} row={row} current={view.grade} />
        {REVIEWED.map((field) => (
          <ReviewField
            key={field}
            app={app}
            field={field}
            about={row.tip.id}
            current={view[field]}
            say={(what) => app.triage.say(row, what)}
          />
        ))}
        {kept ? (
          <>
            <TipPlaces app={app} row={row} view={view} />
            <Labels app={app} about={row.tip.id} labels={row.labels} />
            <Notes app={app} about={row.tip.id} notes={view.notes} />
          </>
        ) : null}
      </div>
    </aside>
  );
}

/** The places of a kept tip: of its station, of its pressure, or of a text that has no form. */
export function TipPlaces({ app, row, view }: RowProps & { readonly view: TipView }): readonly View[] {
  const { heading } = app.strings.places.choosing;
  const { contents, id } = row.tip;
  const report = contents.kind === "report" ? contents.tip.report : undefined;
  const current = { station: view.stationPlace, pressure: view.pressurePlace };
  const whiches = (["station", "pressure"] as const).filter(
    (which) => report?.[which] || current[which].length > 0,
  );
  if (whiches.length === 0) return [chooser("station", heading.other)];
  return whiches.map((which) => chooser(which, heading[which]));

  function chooser(which: "station" | "pressure", words: string): View {
    const typed = report?.[which]?.place ?? null;
    const said = { which, heading: words, typed, current: current[which] };
    return <PlaceChooser key={which} app={app} about={id} {...said} />;
  }
}
