import type { Code } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { checkboxes } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { answerTo, type SectionOptions } from "../section.ts";

export function familySection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const family = checkboxes(strings, {
    name: "family",
    choices: choicesOf(words, "pressureFamily"),
    chosen: draft.answers.pressure.family,
    choose: (family) => draft.change("pressure", { family }),
  });
  return {
    question: "family",
    heading: words.fields.family,
    contents: [family],
    answer: () => answerTo(around, "pressure", "family"),
  };
}

export function directSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const direct = checkboxes<Code<"pressureDirect">>(strings, {
    name: "direct",
    choices: choicesOf(words, "pressureDirect"),
    chosen: draft.answers.pressure.direct,
    choose: (direct) => draft.change("pressure", { direct }),
    other: {
      code: "other",
      text: draft.answers.pressure.directOther,
      write: (directOther) => draft.change("pressure", { directOther }),
    },
  });
  return {
    question: "direct",
    heading: words.fields.direct,
    contents: [direct],
    answer: () => answerTo(around, "pressure", "direct"),
    hints: (hint) => hint === "spoken-with-on-exact-day",
  };
}
