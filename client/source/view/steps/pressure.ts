import type { Code } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { checkboxes } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import type { StepView } from "../step-view.ts";

export function familyStep({ strings, words, draft }: Around): StepView {
  const family = checkboxes(strings, {
    name: "family",
    choices: choicesOf(words, "pressureFamily"),
    chosen: draft.answers.pressure.family,
    choose: (chosen) => {
      draft.answers.pressure = { ...draft.answers.pressure, family: chosen };
    },
  });
  return { above: words.labels.kind.pressure, heading: words.fields.family, contents: [family] };
}

export function directStep({ strings, words, draft }: Around): StepView {
  const direct = checkboxes<Code<"pressureDirect">>(strings, {
    name: "direct",
    choices: choicesOf(words, "pressureDirect"),
    chosen: draft.answers.pressure.direct,
    choose: (chosen) => {
      draft.answers.pressure = { ...draft.answers.pressure, direct: chosen };
    },
    other: {
      code: "other",
      text: draft.answers.pressure.directOther,
      write: (directOther) => {
        draft.answers.pressure = { ...draft.answers.pressure, directOther };
      },
    },
  });
  return {
    above: words.labels.kind.pressure,
    heading: words.fields.direct,
    contents: [direct],
    hints: (hint) => hint === "spoken-with-on-exact-day",
  };
}
