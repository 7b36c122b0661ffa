import { type Code, codesOf } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { checkboxes, radios } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import type { StepView } from "../step-view.ts";

/** What the report is about: it decides what else is asked. */
export function topicStep({ strings, words, draft }: Around): StepView {
  const topics = checkboxes(strings, {
    name: "topic",
    choices: choicesOf(words, "kind"),
    chosen: draft.answers.kinds,
    choose: (kinds) => {
      draft.answers.kinds = kinds;
    },
  });
  return { heading: strings.questions.topic, lede: strings.questions.topicHint, contents: [topics] };
}

export function premisesStep({ strings, words, draft }: Around): StepView {
  const premises = checkboxes<Code<"premises">>(strings, {
    name: "premises",
    choices: choicesOf(words, "premises"),
    chosen: draft.answers.station.premises,
    choose: (chosen) => {
      draft.answers.station = { ...draft.answers.station, premises: chosen };
    },
    other: {
      code: "other",
      text: draft.answers.station.premisesOther,
      write: (premisesOther) => {
        draft.answers.station = { ...draft.answers.station, premisesOther };
      },
    },
  });
  return { above: words.labels.kind.station, heading: words.fields.premises, contents: [premises] };
}

export function nameStep({ strings, words, draft }: Around): StepView {
  const { station } = draft.answers;
  const name = radios<Code<"nameUsed">>(strings, {
    name: "name",
    legend: words.fields.nameUsed,
    choices: choicesOf(words, "nameUsed"),
    chosen: codesOf("nameUsed").filter((code) => code === station.nameUsed),
    choose: ([nameUsed = null]) => {
      draft.answers.station = { ...draft.answers.station, nameUsed };
    },
    other: {
      code: "other",
      text: station.nameUsedOther,
      write: (nameUsedOther) => {
        draft.answers.station = { ...draft.answers.station, nameUsedOther };
      },
    },
  });
  const bureau = checkboxes<Code<"linkedBureau">>(strings, {
    name: "bureau",
    legend: words.fields.linkedBureau,
    choices: choicesOf(words, "linkedBureau"),
    chosen: station.linkedBureau,
    choose: (linkedBureau) => {
      draft.answers.station = { ...draft.answers.station, linkedBureau };
    },
    other: {
      code: "other",
      text: station.linkedBureauOther,
      write: (linkedBureauOther) => {
        draft.answers.station = { ...draft.answers.station, linkedBureauOther };
      },
    },
  });
  return { above: words.labels.kind.station, heading: strings.questions.name, contents: [name, bureau] };
}
