import { isDirected } from "../../casebook/acts.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Said, TipView } from "../../casebook/view.ts";
import type { WhatOf } from "../../casebook/what.ts";

/** How one tip stands to another, as seen from the one: a link with a direction has two senses. */
export const SENSES = [
  "duplicate",
  "same_place",
  "same_person",
  "same_event",
  "precedes",
  "follows",
  "part_of",
  "has_part",
  "contradicts",
] as const;

export type Sense = (typeof SENSES)[number];

type Link = Pick<WhatOf<"linked">, "from" | "to" | "link">;

/** Turned round: as the other tip sees it. */
const TURNED = { follows: "precedes", has_part: "part_of" } as const;

/** The one way in which a casebook writes it. */
export function linkBetween(tip: TipId, other: TipId, sense: Sense): Link {
  if (sense === "follows" || sense === "has_part") return { from: other, to: tip, link: TURNED[sense] };
  if (isDirected(sense) || tip < other) return { from: tip, to: other, link: sense };
  return { from: other, to: tip, link: sense };
}

export function senseOf(tip: TipId, { from, link }: Link): Sense {
  if (from === tip) return link;
  if (link === "precedes") return "follows";
  return link === "part_of" ? "has_part" : link;
}

/** What binds a tip to another, and everybody who said so. */
export interface Tie {
  readonly other: TipId;
  readonly sense: Sense;
  readonly said: readonly Said<WhatOf<"linked">>[];
}

/** All that a tip is linked to, each once; by kind, then by the other tip's name. */
export function tiesOf({ tip, links }: Pick<TipView, "tip" | "links">): readonly Tie[] {
  const ties = new Map<string, Tie>();
  for (const said of links) {
    const { from, to } = said.value;
    const [other, sense] = [from === tip ? to : from, senseOf(tip, said.value)];
    const key = `${SENSES.indexOf(sense)} ${other}`;
    ties.set(key, { other, sense, said: [...(ties.get(key)?.said ?? []), said] });
  }
  return [...ties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, tie]) => tie);
}
