import { PAP, TLP } from "../../../casebook/handling.ts";
import type { EntityId, ReviewerKey, TipId } from "../../../casebook/names.ts";
import type { What } from "../../../casebook/what.ts";
import { REVIEWING_CODES } from "../../../report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../report/vocabulary/reviewing/labels.ts";
import type { App } from "../../app.ts";
import { PICKED } from "../../triage/model.ts";

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
  if (field === "assigned")
    return peopleOf(app).map(({ key, handle }) => ({
      value: key ?? NOBODY,
      text: handle,
      what: { kind: field, tip, to: key },
    }));
  const { review: words, language } = app.strings;
  const labels = { ...reviewingLabels(language), tlp: words.tlpNames, pap: words.papNames };
  const texts: Readonly<Record<string, string>> = labels[field];
  const whatOf = (value: string) =>
    field === "verification"
      ? { kind: "verified", about, [field]: value }
      : { kind: field, tip, [field]: value };
  return VALUES[field].map((value) => ({ value, text: texts[value] ?? value, what: whatOf(value) as What }));
}

/** The values of the fields that are no people; an act says a field's value under the field's own name. */
const VALUES = { ...REVIEWING_CODES, tlp: TLP, pap: PAP };

/** In a choice of people. */
export const NOBODY = "";

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
