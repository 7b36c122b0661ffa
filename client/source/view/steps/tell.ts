import { element } from "../../../browser/dom.ts";
import { codesOf } from "../../../report/vocabulary/codes.ts";
import type { Question } from "../../steps.ts";
import type { Around } from "../around.ts";
import { checkboxes } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { type Section, type SectionOptions, section } from "../section.ts";
import type { StepView } from "../step-view.ts";
import { basisSection, needField, relationshipSection } from "./about.ts";
import { consentSection } from "./consent.ts";
import { dateSection } from "./date.ts";
import { filesSection } from "./files.ts";
import { narrativeField } from "./narrative.ts";
import { placeSection } from "./place.ts";
import { directSection, familySection } from "./pressure.ts";
import { nameSection, premisesSection } from "./station.ts";

/** All that is asked: what it is about and one's own words first, the rest in sections to be opened as they matter. */
export function tellStep(around: Around, givesLetters: () => boolean): StepView {
  const { strings, words, draft } = around;
  const files = filesSection(around);
  const need = needField(around, givesLetters);
  const groupOf = (heading: string, ...options: readonly SectionOptions[]) =>
    group(
      heading,
      options.map((option) => section(around, option)),
    );
  const ofKind = {
    station: groupOf(
      words.labels.kind.station,
      premisesSection(around),
      nameSection(around),
      placeSection(around, "station"),
      dateSection(around, "station"),
    ),
    pressure: groupOf(
      words.labels.kind.pressure,
      familySection(around),
      directSection(around),
      placeSection(around, "pressure"),
      dateSection(around, "pressure"),
    ),
  };
  const common = groupOf(
    words.fields.about,
    relationshipSection(around),
    basisSection(around),
    consentSection(around),
  );
  const brought = section(around, files);
  const asked = () => [
    brought,
    ...[...draft.answers.kinds.map((kind) => ofKind[kind]), common].flatMap(({ sections }) => sections),
  ];
  const refresh = () => {
    for (const kind of codesOf("kind")) ofKind[kind].element.hidden = !draft.answers.kinds.includes(kind);
    for (const { refresh } of asked()) refresh();
  };
  const all = element(
    "div",
    {},
    topicField(around),
    narrativeField(around),
    element("div", { class: "group" }, brought.element),
    need.element,
    ofKind.station.element,
    ofKind.pressure.element,
    common.element,
  );
  all.addEventListener("change", refresh);
  refresh();
  return {
    heading: strings.tell.heading,
    lede: strings.tell.lede,
    contents: [all],
    forward: { label: strings.tell.lookOver, disabled: false },
    hear: need.hear,
    mend: () => {
      if (draft.roomLeft < 0) return { sentence: strings.sentences.textTooLong, unlikely: false };
      return asked().reduce<ReturnType<Section["mend"]>>((first, { mend }) => first ?? mend(), undefined);
    },
    paste: (pasted) => {
      const place = find(all, "files");
      if (pasted.length > 0 && place instanceof HTMLDetailsElement && place.open) files.add(pasted);
    },
    ask: (question) => {
      const place = find(all, question);
      if (place instanceof HTMLDetailsElement) place.open = true;
      place?.scrollIntoView();
      place?.querySelector<HTMLElement>("summary, input, textarea")?.focus({ preventScroll: true });
    },
  };
}

function topicField({ strings, words, draft }: Around): HTMLElement {
  const topics = checkboxes(strings, {
    name: "topic",
    legend: strings.questions.topic,
    hint: "",
    choices: choicesOf(words, "kind"),
    chosen: draft.answers.kinds,
    choose: (kinds) => {
      draft.answers.kinds = kinds;
    },
  });
  topics.dataset.question = "topic";
  return topics;
}

function group(heading: string, sections: readonly Section[]) {
  const elements = sections.map((made) => made.element);
  return { sections, element: element("div", { class: "group" }, element("h2", {}, heading), ...elements) };
}

function find(all: HTMLElement, question: Question): HTMLElement | null {
  return all.querySelector<HTMLElement>(`[data-question="${question}"]`);
}
