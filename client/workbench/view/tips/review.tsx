import { emptyTip } from "../../../casebook/drafts.ts";
import { whoIs } from "../../review/who.ts";
import { Beyond } from "../beyond.tsx";
import { Do } from "../triage/do.tsx";
import { REVIEWED } from "../triage/picks.ts";
import type { RowProps, View } from "../view.ts";
import { Grade } from "./grade.tsx";
import { Labels } from "./labels.tsx";
import { Notes } from "./notes.tsx";
import { TipPlaces } from "./places.tsx";
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
