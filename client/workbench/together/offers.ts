import type { TipId } from "../../casebook/names.ts";
import type { Explanation, Suggestion } from "../../casebook/near/near-index.ts";
import type { TipView } from "../../casebook/view.ts";
import type { SuggestionCode } from "../../casebook/what.ts";
import type { Sense } from "./links.ts";

/** Another tip that may belong to one, with all that speaks for it. */
export interface Offer {
  readonly other: TipId;
  readonly whys: readonly Explanation[];
  /** What it may be; a person chooses. */
  readonly sense: Sense;
}

const SENSE_OF: Readonly<Record<SuggestionCode, Sense>> = {
  similar_text: "duplicate",
  same_file: "same_event",
  same_name: "same_person",
  same_place: "same_place",
  near_place: "same_place",
};

/** What is offered of what was found: nothing that somebody has turned down, and no tip that is linked already. */
export function offersOf(
  tip: TipId,
  suggestions: readonly Suggestion[],
  view: Pick<TipView, "links" | "dismissed"> | undefined,
): readonly Offer[] {
  const linked = new Set(view?.links.flatMap(({ value }) => [value.from, value.to]));
  const dismissed = new Set(
    view?.dismissed.map(({ value }) => `${value.suggestion} ${value.tips.find((one) => one !== tip)}`),
  );
  const offers = new Map<TipId, Offer>();
  for (const { code, other, why } of suggestions) {
    if (linked.has(other) || dismissed.has(`${code} ${other}`)) continue;
    const known = offers.get(other);
    const whys = [...(known?.whys ?? []), why];
    offers.set(other, {
      other,
      whys,
      sense: known ? strongest(known.sense, SENSE_OF[code]) : SENSE_OF[code],
    });
  }
  return [...offers.values()].sort((a, b) => b.whys.length - a.whys.length);
}

/** The same text says more of two tips than the same file, and that more than the same place. */
function strongest(a: Sense, b: Sense): Sense {
  return a === "duplicate" || b === "duplicate" ? "duplicate" : a;
}
