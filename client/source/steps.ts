import type { Code } from "../report/vocabulary/codes.ts";

/** The screens of the way through the page up to sending, in their order. */
export const STEPS = ["language", "begin", "roster", "tell", "review"] as const;

export type Step = (typeof STEPS)[number];

/** What is asked on the screen "tell", in its order: each may be left open. */
export const QUESTIONS = [
  "topic",
  "narrative",
  "need",
  "premises",
  "name",
  "stationPlace",
  "since",
  "family",
  "direct",
  "pressurePlace",
  "when",
  "relationship",
  "basis",
  "consent",
  "files",
] as const;

export type Question = (typeof QUESTIONS)[number];

/** Questions that belong to one kind of report only. */
const OF_KIND: { readonly [Q in Question]?: Code<"kind"> } = {
  premises: "station",
  name: "station",
  stationPlace: "station",
  since: "station",
  family: "pressure",
  direct: "pressure",
  pressurePlace: "pressure",
  when: "pressure",
};

/** The questions that belong to a report of these kinds. */
export function questionsOf(kinds: readonly Code<"kind">[]): readonly Question[] {
  return QUESTIONS.filter((question) => {
    const kind = OF_KIND[question];
    return kind === undefined || kinds.includes(kind);
  });
}

/** The steps of this way. @param fromFile whether the page was opened from a file, and has to be given the list of reviewers */
export function stepsOf(fromFile: boolean): readonly Step[] {
  return STEPS.filter((step) => step !== "roster" || fromFile);
}

/** The step after this one; the last has none. */
export function stepAfter(step: Step, fromFile: boolean): Step | undefined {
  const steps = stepsOf(fromFile);
  return steps[steps.indexOf(step) + 1];
}

/** The step before this one; the first has none. */
export function stepBefore(step: Step, fromFile: boolean): Step | undefined {
  const steps = stepsOf(fromFile);
  return steps[steps.indexOf(step) - 1];
}
