import type { Code } from "../report/vocabulary/codes.ts";

/** The steps of the way through the page up to sending, in their order. */
export const STEPS = [
  "language",
  "begin",
  "roster",
  "topic",
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
  "need",
  "consent",
  "narrative",
  "files",
  "review",
] as const;

export type Step = (typeof STEPS)[number];

/** Steps that belong to one kind of report only. */
const OF_KIND: { readonly [S in Step]?: Code<"kind"> } = {
  premises: "station",
  name: "station",
  stationPlace: "station",
  since: "station",
  family: "pressure",
  direct: "pressure",
  pressurePlace: "pressure",
  when: "pressure",
};

export interface WayOptions {
  /** What the report is about. */
  readonly kinds: readonly Code<"kind">[];
  /** Whether the page was opened from a file, and has to be given the list of reviewers. */
  readonly fromFile: boolean;
}

/** The steps that this way has: only the questions that belong to what it is about. */
export function stepsOf({ kinds, fromFile }: WayOptions): readonly Step[] {
  return STEPS.filter((step) => {
    if (step === "roster") return fromFile;
    const kind = OF_KIND[step];
    return kind === undefined || kinds.includes(kind);
  });
}

/** The step after this one; the last has none. */
export function stepAfter(step: Step, options: WayOptions): Step | undefined {
  const place = STEPS.indexOf(step);
  return stepsOf(options).find((other) => STEPS.indexOf(other) > place);
}

/** The step before this one; the first has none. */
export function stepBefore(step: Step, options: WayOptions): Step | undefined {
  const place = STEPS.indexOf(step);
  return stepsOf(options).findLast((other) => STEPS.indexOf(other) < place);
}
