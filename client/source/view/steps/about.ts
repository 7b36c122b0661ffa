import { element } from "../../../browser/dom.ts";
import { NEEDS_ELSEWHERE_FIRST, needsOffered } from "../../../report/need.ts";
import { type Code, codesOf } from "../../../report/vocabulary/codes.ts";
import type { Around } from "../around.ts";
import { checkboxes, radios } from "../choices.ts";
import { choicesOf } from "../choices-of.ts";
import { answerTo, type SectionOptions } from "../section.ts";
import { warning } from "./begin.ts";

export function relationshipSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const relationship = radios(strings, {
    name: "relationship",
    choices: choicesOf(words, "relationship"),
    chosen: codesOf("relationship").filter((code) => code === draft.answers.relationship),
    choose: ([chosen = null]) => {
      draft.answers.relationship = chosen;
    },
  });
  return {
    question: "relationship",
    heading: words.fields.relationship,
    contents: [relationship],
    answer: () => answerTo(around, "about", "relationship"),
    hints: (hint) => /^(worked|same|affected)/.test(hint),
  };
}

export function basisSection(around: Around): SectionOptions {
  const { strings, words, draft } = around;
  const basis = checkboxes(strings, {
    name: "basis",
    legend: words.fields.basis,
    choices: choicesOf(words, "basis"),
    chosen: draft.answers.basis,
    choose: (chosen) => {
      draft.answers.basis = chosen;
    },
  });
  const certainty = radios(strings, {
    name: "certainty",
    legend: words.fields.certainty,
    choices: choicesOf(words, "certainty"),
    chosen: codesOf("certainty").filter((code) => code === draft.answers.certainty),
    choose: ([chosen = null]) => {
      draft.answers.certainty = chosen;
    },
  });
  return {
    question: "basis",
    heading: strings.questions.basis,
    contents: [basis, certainty],
    answer: () => answerTo(around, "about", "basis", "certainty"),
  };
}

/** Who is in danger now is shown where to turn, since nobody reads a report at once. */
export function needField({ strings, words, draft }: Around, givesLetters: () => boolean) {
  const elsewhere = warning(strings.questions.dangerNow);
  elsewhere.setAttribute("role", "status");
  const show = (need: Code<"need"> | null) => {
    elsewhere.hidden = need === null || !NEEDS_ELSEWHERE_FIRST.includes(need);
  };
  const need = radios(strings, {
    name: "need",
    legend: words.fields.need,
    choices: choicesOf(words, "need", needsOffered(true)),
    chosen: codesOf("need").filter((code) => code === draft.answers.need),
    choose: ([chosen = null]) => {
      draft.answers.need = chosen;
      show(chosen);
    },
  });
  show(draft.answers.need);
  /** What promises contact can be chosen once it is known that there will be some. */
  const hear = () => {
    const offered = new Set<string>(needsOffered(givesLetters()));
    for (const input of need.querySelectorAll("input")) {
      const row = input.closest("label");
      if (row) row.hidden = !offered.has(input.value) && !input.checked;
    }
  };
  hear();
  return { hear, element: element("div", { "data-question": "need" }, need, elsewhere) };
}
