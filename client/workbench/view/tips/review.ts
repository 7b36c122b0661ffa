import { h } from "preact";
import { DEFAULTS, PAP, type Pap, TLP, type Tlp } from "../../../casebook/handling.ts";
import type { TipView } from "../../../casebook/view.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { whoIs } from "../../review/who.ts";
import { Beyond } from "../beyond.ts";
import type { Option } from "../fields.ts";
import type { View } from "../view.ts";
import { CodedField } from "./coded-field.ts";
import { Grade } from "./grade.ts";
import { Labels } from "./labels.ts";
import { Notes } from "./notes.ts";
import { TipPlaces } from "./places.ts";
import { ReviewField } from "./review-field.ts";

export interface ReviewProps {
  readonly app: App;
  readonly row: Row;
}

/** What reviewers make of a tip; each change is an act in the casebook. */
export function Review({ app, row }: ReviewProps): View {
  const { review: words } = app.strings;
  const view = app.casebook.views.get(row.tip.id);
  const [kept] = view?.kept ?? [];
  return h(
    "aside",
    { class: "review", "aria-label": words.heading },
    h("h2", {}, words.heading),
    h(Beyond, { app, beyond: view?.beyond ?? 0 }),
    view && kept
      ? [
          h("p", { class: "hint", key: "kept" }, words.keptBy(whoIs(app, kept.by), kept.on)),
          h(Form, { key: "form", app, row, view }),
        ]
      : h(Keep, { app, row }),
  );
}

function Keep({ app, row }: ReviewProps): View {
  const { review: words } = app.strings;
  const keeping = app.casebook.pending("kept", row.tip.id) !== undefined;
  return h(
    "div",
    { class: "form" },
    h("p", { class: "hint" }, words.keepWhy),
    h(
      "button",
      { type: "button", class: "primary", disabled: keeping, onClick: () => void app.casebook.keep(row) },
      words.keep,
    ),
  );
}

interface FormProps extends ReviewProps {
  readonly view: TipView;
}

function Form({ app, row, view }: FormProps): View {
  const { review: words } = app.strings;
  const tip = row.tip.id;
  const { act, pending } = app.casebook;
  return h(
    "div",
    { class: "form" },
    h(Grade, { app, tip, current: view.grade }),
    h(CodedField<"status">, {
      app,
      field: "status",
      current: view.status,
      pending: pending("status", tip)?.status,
      choose: (status) => act({ kind: "status", tip, status }),
    }),
    h(CodedField<"priority">, {
      app,
      field: "priority",
      current: view.priority,
      pending: pending("priority", tip)?.priority,
      choose: (priority) => act({ kind: "priority", tip, priority }),
    }),
    h(CodedField<"verification">, {
      app,
      field: "verification",
      current: view.verification,
      pending: pending("verified", tip)?.verification,
      choose: (verification) => act({ kind: "verified", about: tip, verification }),
    }),
    h(CodedField<"sensitivity">, {
      app,
      field: "sensitivity",
      current: view.sensitivity,
      pending: pending("sensitivity", tip)?.sensitivity,
      choose: (sensitivity) => act({ kind: "sensitivity", tip, sensitivity }),
    }),
    h(ReviewField<Tlp>, {
      app,
      id: "tlp",
      label: words.tlp,
      current: view.tlp,
      pending: pending("tlp", tip)?.tlp,
      fallback: DEFAULTS.tlp,
      options: named(TLP, words.tlpNames),
      means: words.tlpMeans,
      choose: (tlp) => act({ kind: "tlp", tip, tlp }),
    }),
    h(ReviewField<Pap>, {
      app,
      id: "pap",
      label: words.pap,
      current: view.pap,
      pending: pending("pap", tip)?.pap,
      fallback: DEFAULTS.pap,
      options: named(PAP, words.papNames),
      means: words.papMeans,
      choose: (pap) => act({ kind: "pap", tip, pap }),
    }),
    h(ReviewField<string>, {
      app,
      id: "assigned",
      label: words.assigned,
      current: view.assigned.map((said) => ({ ...said, value: said.value ?? NOBODY })),
      pending: pendingPerson(app, tip),
      fallback: NOBODY,
      options: peopleOf(app),
      choose: (to) => act({ kind: "assigned", tip, to: app.casebook.keyOf(to) }),
    }),
    h(TipPlaces, { app, row, view }),
    h(Labels, { app, about: tip, labels: row.labels }),
    h(Notes, { app, about: tip, notes: view.notes }),
  );
}

const NOBODY = "";

function named<T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): Option<T>[] {
  return values.map((value) => ({ value, text: names[value] }));
}

function pendingPerson(app: App, tip: Row["tip"]["id"]): string | undefined {
  const assigned = app.casebook.pending("assigned", tip);
  return assigned && (assigned.to ?? NOBODY);
}

function peopleOf(app: App): Option<string>[] {
  const { review: words } = app.strings;
  const present = app.casebook.people.filter(({ hasLeft }) => !hasLeft);
  const people = present.map(({ key, handle }) => ({ value: key, text: handle }));
  const me = people.some(({ value }) => value === app.reviewerKey)
    ? []
    : [{ value: app.reviewerKey, text: app.reviewer?.handle ?? words.you }];
  return [{ value: NOBODY, text: words.nobody }, ...me, ...people];
}
