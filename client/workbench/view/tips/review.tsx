import { emptyTip } from "../../../casebook/drafts.ts";
import { DEFAULTS } from "../../../casebook/handling.ts";
import type { Current, TipView } from "../../../casebook/view.ts";
import { whoIs } from "../../review/who.ts";
import type { ReviewStrings } from "../../strings/strings.ts";
import { PICKED, type Picked } from "../../triage/desk.ts";
import { Beyond } from "../beyond.tsx";
import { Do } from "../triage/do.tsx";
import { NOBODY, picksOf } from "../triage/picks.ts";
import type { RowProps, View } from "../view.ts";
import { CodedField } from "./coded-field.tsx";
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
        {PICKED.map((field) => (
          <PickedField key={field} app={app} row={row} view={view} field={field} />
        ))}
        <CodedField<"sensitivity">
          app={app}
          field="sensitivity"
          current={view.sensitivity}
          pending={app.casebook.pending("sensitivity", row.tip.id)?.sensitivity}
          choose={(sensitivity) =>
            void app.triage.say(row, { kind: "sensitivity", tip: row.tip.id, sensitivity })
          }
        />
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

interface PickedFieldProps extends RowProps {
  readonly view: TipView;
  readonly field: Picked;
}

const FALLBACKS: Readonly<Record<Picked, string>> = { ...DEFAULTS, assigned: NOBODY };

function PickedField({ app, row, view, field }: PickedFieldProps): View {
  const { review: words } = app.strings;
  const picks = picksOf(app, field, row.tip.id);
  const pending = picks.find(({ what }) => {
    const said = app.casebook.pending(what.kind, row.tip.id);
    return JSON.stringify(said) === JSON.stringify(what);
  });
  const current: Current<string | null> = view[field];
  return (
    <ReviewField<string>
      app={app}
      id={field}
      label={words[field]}
      current={current.map((said) => ({ ...said, value: said.value ?? NOBODY }))}
      pending={pending?.value}
      fallback={FALLBACKS[field]}
      options={picks}
      {...meansOf(field, words)}
      choose={(value) => {
        const picked = picks.find((pick) => pick.value === value);
        if (picked) void app.triage.say(row, picked.what);
      }}
    />
  );
}

function meansOf(
  field: Picked,
  { tlpMeans, papMeans }: ReviewStrings,
): { readonly means?: Readonly<Record<string, string>> } {
  return field === "tlp" ? { means: tlpMeans } : field === "pap" ? { means: papMeans } : {};
}
