import { h } from "preact";
import { emptyTip } from "../../../casebook/drafts.ts";
import { DEFAULTS } from "../../../casebook/handling.ts";
import type { Current, TipView } from "../../../casebook/view.ts";
import { whoIs } from "../../review/who.ts";
import type { ReviewStrings } from "../../strings/strings.ts";
import { PICKED, type Picked } from "../../triage/desk.ts";
import { Beyond } from "../beyond.ts";
import { Do } from "../triage/do.ts";
import { NOBODY, picksOf } from "../triage/picks.ts";
import type { RowProps, View } from "../view.ts";
import { CodedField } from "./coded-field.ts";
import { Grade } from "./grade.ts";
import { Labels } from "./labels.ts";
import { Notes } from "./notes.ts";
import { TipPlaces } from "./places.ts";
import { ReviewField } from "./review-field.ts";

/** What reviewers make of a tip; each change is an act in the casebook, and keeps a tip that isn't kept yet. */
export function Review({ app, row }: RowProps): View {
  const { review: words } = app.strings;
  const shown = app.casebook.views.get(row.tip.id);
  const view = shown ?? emptyTip(row.tip.id);
  const [kept] = view.kept;
  return h(
    "aside",
    { class: "review", "aria-label": words.heading },
    h(Do, { app, row }),
    h(
      "div",
      { class: "form", id: "review-form" },
      h(Beyond, { app, beyond: shown?.beyond ?? 0 }),
      h("p", { class: "hint" }, kept ? words.keptBy(whoIs(app, kept.by), kept.on) : words.keepWhy),
      h(Grade, { app, row, current: view.grade }),
      PICKED.map((field) => h(PickedField, { key: field, app, row, view, field })),
      h(CodedField<"sensitivity">, {
        app,
        field: "sensitivity",
        current: view.sensitivity,
        pending: app.casebook.pending("sensitivity", row.tip.id)?.sensitivity,
        choose: (sensitivity) =>
          void app.triage.say(row, { kind: "sensitivity", tip: row.tip.id, sensitivity }),
      }),
      kept
        ? [
            h(TipPlaces, { key: "places", app, row, view }),
            h(Labels, { key: "labels", app, about: row.tip.id, labels: row.labels }),
            h(Notes, { key: "notes", app, about: row.tip.id, notes: view.notes }),
          ]
        : null,
    ),
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
  return h(ReviewField<string>, {
    app,
    id: field,
    label: words[field],
    current: current.map((said) => ({ ...said, value: said.value ?? NOBODY })),
    pending: pending?.value,
    fallback: FALLBACKS[field],
    options: picks,
    ...meansOf(field, words),
    choose: (value) => {
      const picked = picks.find((pick) => pick.value === value);
      if (picked) void app.triage.say(row, picked.what);
    },
  });
}

function meansOf(
  field: Picked,
  { tlpMeans, papMeans }: ReviewStrings,
): { readonly means?: Readonly<Record<string, string>> } {
  return field === "tlp" ? { means: tlpMeans } : field === "pap" ? { means: papMeans } : {};
}
