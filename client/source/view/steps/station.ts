import { type Code, codesOf } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { checkboxes, radios } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { answerTo, type SectionOptions } from "../section.ts";

export function premisesSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const premises = checkboxes<Code<"premises">>(strings, {
    name: "premises",
    choices: choicesOf(words, "premises"),
    chosen: draft.answers.station.premises,
    choose: (premises) => draft.change("station", { premises }),
    other: {
      code: "other",
      text: draft.answers.station.premisesOther,
      write: (premisesOther) => draft.change("station", { premisesOther }),
    },
  });
  return {
    question: "premises",
    heading: words.fields.premises,
    contents: [premises],
    answer: () => answerTo(around, "station", "premises"),
  };
}

export function nameSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const { station } = draft.answers;
  const name = radios<Code<"nameUsed">>(strings, {
    name: "nameUsed",
    legend: words.fields.nameUsed,
    choices: choicesOf(words, "nameUsed"),
    chosen: codesOf("nameUsed").filter((code) => code === station.nameUsed),
    choose: ([nameUsed = null]) => draft.change("station", { nameUsed }),
    other: {
      code: "other",
      text: station.nameUsedOther,
      write: (nameUsedOther) => draft.change("station", { nameUsedOther }),
    },
  });
  const bureau = checkboxes<Code<"linkedBureau">>(strings, {
    name: "bureau",
    legend: words.fields.linkedBureau,
    choices: choicesOf(words, "linkedBureau"),
    chosen: station.linkedBureau,
    choose: (linkedBureau) => draft.change("station", { linkedBureau }),
    other: {
      code: "other",
      text: station.linkedBureauOther,
      write: (linkedBureauOther) => draft.change("station", { linkedBureauOther }),
    },
  });
  return {
    question: "name",
    heading: strings.questions.name,
    contents: [name, bureau],
    answer: () => answerTo(around, "station", "nameUsed", "linkedBureau"),
  };
}
