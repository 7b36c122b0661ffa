import { DEFAULTS } from "../../casebook/handling.ts";
import type { TipId } from "../../casebook/names.ts";
import { agreed, type Current, type EntityView, type TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";
import { type Country, countryName } from "../../report/countries.ts";
import type { Language } from "../../report/vocabulary/languages.ts";
import { wordsOf } from "../../report/vocabulary/languages.ts";
import { REVIEWING_CODES, type ReviewingCode } from "../../report/vocabulary/reviewing/codes.ts";
import { foldTerm } from "../queue/terms.ts";
import { entityOf, type Sort, supportersOf, titleOf } from "./entity.ts";

/** A station or an incident, as a line of the list. */
export interface EntityLine {
  readonly view: EntityView;
  readonly title: string;
  readonly sort: Sort;
  readonly country: Country | null;
  readonly premises: WhatOf<"entity">["premises"];
  /** Undefined where reviewers differ. */
  readonly verification: ReviewingCode<"verification"> | undefined;
  readonly tips: number;
  readonly differing: boolean;
  readonly labels: readonly string[];
}

export const ENTITY_ORDERS = ["title", "country", "verification", "tips"] as const;

export type EntityOrder = (typeof ENTITY_ORDERS)[number];

/** All that were made. One of which a casebook holds only that tips support it shows nothing yet. */
export function entityLines(entities: Iterable<EntityView>): EntityLine[] {
  return [...entities].flatMap((view) => {
    const is = entityOf(view);
    if (!is) return [];
    const verification = agreed(view.verification, DEFAULTS.verification);
    return [
      {
        view,
        title: titleOf(view),
        sort: is.sort,
        country: is.country,
        premises: is.premises,
        verification,
        tips: supportersOf(view).length,
        differing: verification === undefined || agreed<unknown>(view.is, null) === undefined,
        labels: [...new Set(view.labels.map(({ value }) => value))].sort(),
      },
    ];
  });
}

/** The lines in which all that was typed stands: in the title, the summary, a label, the country, the premises. */
export function matchingLines(lines: readonly EntityLine[], typed: string, language: Language): EntityLine[] {
  const terms = foldTerm(typed)
    .split(/\s+/u)
    .filter((term) => term !== "");
  return lines.filter((line) => {
    const text = foldTerm(textOf(line, language));
    return terms.every((term) => text.includes(term));
  });
}

export function inEntityOrder(
  lines: readonly EntityLine[],
  order: EntityOrder,
  language: Language,
): EntityLine[] {
  const { compare } = new Intl.Collator(language);
  const byTitle = (a: EntityLine, b: EntityLine) => compare(a.title, b.title);
  const named = (line: EntityLine) => (line.country ? countryName(line.country, language) : "\uffff");
  const by: Readonly<Record<EntityOrder, (a: EntityLine, b: EntityLine) => number>> = {
    title: byTitle,
    country: (a, b) => compare(named(a), named(b)),
    verification: (a, b) => rank(a) - rank(b),
    tips: (a, b) => b.tips - a.tips,
  };
  return lines.toSorted(
    (a, b) => by[order](a, b) || byTitle(a, b) || (a.view.entity < b.view.entity ? -1 : 1),
  );
}

/** How many of these tips are at which status, in the vocabulary's order; null where reviewers differ. None at 0. */
export function statusCounts(
  tips: readonly TipId[],
  views: ReadonlyMap<TipId, TipView>,
): readonly (readonly [ReviewingCode<"status"> | null, number])[] {
  const counts = new Map<ReviewingCode<"status"> | null, number>();
  for (const tip of tips) {
    const said: Current<ReviewingCode<"status">> = views.get(tip)?.status ?? [];
    const status = agreed(said, DEFAULTS.status) ?? null;
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return [...REVIEWING_CODES.status, null].flatMap((status) => {
    const count = counts.get(status);
    return count === undefined ? [] : [[status, count] as const];
  });
}

function rank({ verification }: EntityLine): number {
  return verification === undefined ? -1 : REVIEWING_CODES.verification.indexOf(verification);
}

function textOf({ view, title, country, premises, labels }: EntityLine, language: Language): string {
  const { labels: names } = wordsOf(language);
  return [
    title,
    ...view.is.map(({ value }) => value.summary),
    ...labels,
    country ? countryName(country, language) : "",
    ...premises.map((code) => names.premises[code]),
  ].join("\n");
}
