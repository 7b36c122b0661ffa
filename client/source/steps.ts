/** The screens of the way through the page up to sending, in their order. */
export const STEPS = ["language", "begin", "roster", "tell", "review"] as const;

export type Step = (typeof STEPS)[number];

/** What is asked on the screen "tell", in its order: each may be left open. */
export const QUESTIONS = [
  "topic",
  "narrative",
  "files",
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
] as const;

export type Question = (typeof QUESTIONS)[number];

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
