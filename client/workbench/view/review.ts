import { h, type TargetedEvent } from "preact";
import { useState } from "preact/hooks";
import { DEFAULTS, PAP, TLP } from "../../casebook/handling.ts";
import { agreed, type Current, type TipView } from "../../casebook/view.ts";
import { harmless } from "../../report/harmless.ts";
import { REVIEWING_CODES } from "../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../app.ts";
import type { Row } from "../queue/row.ts";
import { whoIs } from "../review/who.ts";
import { Differing } from "./differing.ts";
import { Choice, FORGETFUL, type Option } from "./fields.ts";
import { Labels } from "./labels.ts";
import type { View } from "./view.ts";

export interface ReviewProps {
  readonly app: App;
  readonly row: Row;
}

/** What reviewers make of a tip; each change is an act in the casebook. */
export function Review({ app, row }: ReviewProps): View {
  const { review: words } = app.strings;
  const view = app.views.get(row.tip.id);
  const [kept] = view?.kept ?? [];
  return h(
    "aside",
    { class: "review", "aria-label": words.heading },
    h("h2", {}, words.heading),
    view && kept
      ? [
          h("p", { class: "hint", key: "kept" }, words.keptBy(whoIs(app, kept.by), kept.on)),
          h(Form, { key: "form", app, row, view }),
        ]
      : [
          h("p", { class: "hint", key: "why" }, words.keepWhy),
          h(
            "button",
            { key: "keep", type: "button", class: "primary", onClick: () => void app.casebook.keep(row) },
            words.keep,
          ),
        ],
  );
}

interface FormProps extends ReviewProps {
  readonly view: TipView;
}

function Form({ app, row, view }: FormProps): View {
  const { review: words, language } = app.strings;
  const labels = reviewingLabels(language);
  const tip = row.tip.id;
  const grade = agreed(view.grade, DEFAULTS);
  const named = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): Option<T>[] =>
    values.map((value) => ({ value, text: names[value] }));
  const coded = <T extends string>(values: readonly T[], names: Readonly<Record<T, string>>): Option<T>[] =>
    values.map((value) => ({ value, text: `${value}: ${names[value]}` }));
  const act = app.casebook.act;
  const setGrade = (change: { source?: Grade["source"]; information?: Grade["information"] }) =>
    act({
      kind: "graded",
      tip,
      source: change.source ?? grade?.source ?? "F",
      information: change.information ?? grade?.information ?? "6",
    });
  return h(
    "div",
    { class: "form" },
    h(
      "fieldset",
      { class: "grade" },
      h("legend", {}, words.grade, " ", h("strong", {}, grade ? `${grade.source}${grade.information}` : "?")),
      h(Choice<Grade["source"]>, {
        id: "source",
        label: words.source,
        value: grade?.source ?? "F",
        options: coded(REVIEWING_CODES.sourceReliability, labels.sourceReliability),
        choose: (source) => setGrade({ source }),
      }),
      h(Choice<Grade["information"]>, {
        id: "information",
        label: words.information,
        value: grade?.information ?? "6",
        options: coded(REVIEWING_CODES.infoCredibility, labels.infoCredibility),
        choose: (information) => setGrade({ information }),
      }),
      h(Differing<Grade>, {
        app,
        current: view.grade,
        text: ({ source, information }) => `${source}${information}`,
      }),
    ),
    one(
      app,
      "status",
      words.status,
      view.status,
      DEFAULTS.status,
      named(REVIEWING_CODES.status, labels.status),
      (status) => act({ kind: "status", tip, status }),
    ),
    one(
      app,
      "priority",
      words.priority,
      view.priority,
      DEFAULTS.priority,
      named(REVIEWING_CODES.priority, labels.priority),
      (priority) => act({ kind: "priority", tip, priority }),
    ),
    one(
      app,
      "verification",
      words.verification,
      view.verification,
      DEFAULTS.verification,
      named(REVIEWING_CODES.verification, labels.verification),
      (verification) => act({ kind: "verified", about: tip, verification }),
    ),
    one(
      app,
      "sensitivity",
      words.sensitivity,
      view.sensitivity,
      DEFAULTS.sensitivity,
      named(REVIEWING_CODES.sensitivity, labels.sensitivity),
      (sensitivity) => act({ kind: "sensitivity", tip, sensitivity }),
    ),
    one(
      app,
      "tlp",
      words.tlp,
      view.tlp,
      DEFAULTS.tlp,
      named(TLP, words.tlpNames),
      (tlp) => act({ kind: "tlp", tip, tlp }),
      words.tlpMeans,
    ),
    one(
      app,
      "pap",
      words.pap,
      view.pap,
      DEFAULTS.pap,
      named(PAP, words.papNames),
      (pap) => act({ kind: "pap", tip, pap }),
      words.papMeans,
    ),
    one(
      app,
      "assigned",
      words.assigned,
      view.assigned.map((said) => ({ ...said, value: said.value ?? "" })),
      "",
      peopleOf(app),
      (to) => act({ kind: "assigned", tip, to: app.casebook.keyOf(to) }),
    ),
    h(Labels, { app, tip, labels: row.labels }),
    h(Notes, { app, row, view }),
  );
}

type Grade = {
  readonly source: "A" | "B" | "C" | "D" | "E" | "F";
  readonly information: "1" | "2" | "3" | "4" | "5" | "6";
};

/** A field with one value, or with several until somebody decides. */
function one<T extends string>(
  app: App,
  id: string,
  label: string,
  current: Current<T>,
  fallback: T,
  options: readonly Option<T>[],
  choose: (value: T) => void,
  means?: Readonly<Record<T, string>>,
): View {
  const value = agreed(current, fallback) ?? current[0]?.value ?? fallback;
  const names = new Map(options.map((option) => [option.value, option.text]));
  return h(
    "div",
    { class: `one ${id} ${value}`, key: id },
    h(Choice<T>, { id, label, value, options, choose }),
    means ? h("p", { class: "hint" }, means[value]) : null,
    h(Differing<T>, { app, current, text: (said) => names.get(said) ?? said }),
  );
}

function peopleOf(app: App): Option<string>[] {
  const { review: words } = app.strings;
  const people = app.casebook.people.map(({ key, handle }) => ({ value: key, text: handle }));
  const me = people.some(({ value }) => value === app.reviewerKey)
    ? []
    : [{ value: app.reviewerKey, text: app.reviewer?.handle ?? words.you }];
  return [{ value: "", text: words.nobody }, ...me, ...people];
}

function Notes({ app, row, view }: FormProps): View {
  const { review: words } = app.strings;
  const [text, setText] = useState("");
  const add = () => {
    app.casebook.act({ kind: "noted", about: row.tip.id, text });
    setText("");
  };
  return h(
    "section",
    { class: "notes" },
    h("h3", {}, words.notes),
    view.notes.map(({ act, value, by, on }) =>
      h(
        "div",
        { class: "note", key: act },
        h("p", { class: "hint" }, `${whoIs(app, by)} · ${on}`),
        h("div", { class: "said", dir: "auto" }, harmless(value)),
      ),
    ),
    h("label", { for: "note" }, words.newNote),
    h("textarea", {
      ...FORGETFUL,
      id: "note",
      rows: 3,
      maxLength: 20_000,
      value: text,
      onInput: ({ currentTarget }: TargetedEvent<HTMLTextAreaElement>) => setText(currentTarget.value),
    }),
    h(
      "button",
      { type: "button", class: "quiet", disabled: text.trim() === "", onClick: add },
      words.addNote,
    ),
  );
}
