/** The screens of the way through the page up to sending, in their order. */
export const STEPS = ["language", "begin", "roster", "tell", "review"] as const;

export type Step = (typeof STEPS)[number];

/** Screens beside the way: where a codename is shown, where it is entered once, and where letters are read. */
export const ASIDES = ["codename", "repeat", "letters"] as const;

export type Aside = (typeof ASIDES)[number];

/** Where one can be before anything is sent. */
export type Place = Step | Aside;

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

/** The step after this one; the last has none, nor has what is beside the way. */
export function stepAfter(place: Place, fromFile: boolean): Step | undefined {
  if (isAside(place)) return undefined;
  const steps = stepsOf(fromFile);
  return steps[steps.indexOf(place) + 1];
}

/** The step before this one; the first has none. From beside the way it is the one that leads there. */
export function stepBefore(place: Place, fromFile: boolean): Place | undefined {
  if (place === "codename") return "review";
  if (place === "repeat") return "codename";
  if (place === "letters") return fromFile ? "roster" : "begin";
  const steps = stepsOf(fromFile);
  return steps[steps.indexOf(place) - 1];
}

export function isAside(place: Place): place is Aside {
  return ASIDES.some((aside) => aside === place);
}
