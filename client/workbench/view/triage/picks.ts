import { PAP, TLP } from "../../../casebook/handling.ts";
import type { EntityId, ReviewerKey, TipId } from "../../../casebook/names.ts";
import type { What } from "../../../casebook/what.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import { PICKED } from "../../triage/desk.ts";

/** A value of a field of the review, as it is read, and the act that gives it. */
export interface Pick {
  readonly value: string;
  readonly text: string;
  readonly what: What;
}

/** The fields of the review that have one value each: those that a key opens, and one more. */
export const REVIEWED = [...PICKED, "sensitivity"] as const;
export type Reviewed = (typeof REVIEWED)[number];

/**
 * All values that a field can be given, in the order of their digits.
 * @param about a tip; a station or an incident has a verification alone
 */
export function picksOf(app: App, field: Reviewed, about: TipId | EntityId): readonly Pick[] {
  const tip = about as TipId;
  const { review: words, language } = app.strings;
  const labels = reviewingLabels(language);
  switch (field) {
    case "status":
      return picks(REVIEWING_CODES.status, labels.status, (status) => ({ kind: "status", tip, status }));
    case "priority":
      return picks(REVIEWING_CODES.priority, labels.priority, (priority) => ({
        kind: "priority",
        tip,
        priority,
      }));
    case "verification":
      return picks(REVIEWING_CODES.verification, labels.verification, (verification) => ({
        kind: "verified",
        about,
        verification,
      }));
    case "tlp":
      return picks(TLP, words.tlpNames, (tlp) => ({ kind: "tlp", tip, tlp }));
    case "pap":
      return picks(PAP, words.papNames, (pap) => ({ kind: "pap", tip, pap }));
    case "sensitivity":
      return picks(REVIEWING_CODES.sensitivity, labels.sensitivity, (sensitivity) => ({
        kind: "sensitivity",
        tip,
        sensitivity,
      }));
    case "assigned":
      return peopleOf(app).map(({ key, handle }) => ({
        value: key ?? NOBODY,
        text: handle,
        what: { kind: "assigned", tip, to: key },
      }));
  }
}

/** In a choice of people. */
export const NOBODY = "";

function picks<T extends string>(
  values: readonly T[],
  texts: Readonly<Record<T, string>>,
  what: (value: T) => What,
): readonly Pick[] {
  return values.map((value) => ({ value, text: texts[value], what: what(value) }));
}

interface Assignable {
  readonly key: ReviewerKey | null;
  readonly handle: string;
}

/** Nobody, oneself, and the reviewers of today. */
function peopleOf({ strings: { review: words }, casebook, reviewer, reviewerKey }: App): Assignable[] {
  const present = casebook.people.filter(({ hasLeft, key }) => !hasLeft && key !== reviewerKey);
  return [
    { key: null, handle: words.nobody },
    { key: reviewerKey, handle: reviewer?.handle ?? words.you },
    ...present,
  ];
}
