import type { TipId } from "../../casebook/names.ts";
import type { Grouped } from "../worker/near/comparer.ts";
import type { Row } from "./row.ts";

/** From so many near-duplicates on they are one line. */
export const LEAST_ALIKE = 3;

/** Near-duplicates that are one line of the queue, or would be. */
export interface Fold {
  /** The first of them: the one that is seen. */
  readonly leader: TipId;
  /** All of them that fit what is looked for: those with much text of their own first, in the order of the queue. */
  readonly tips: readonly TipId[];
  /** How many have much text of their own. */
  readonly own: number;
  readonly isOpen: boolean;
}

export interface Folded {
  /** The leader of each fold at the place of the first of it, all of an open one behind its leader, and what is like no other. */
  readonly lines: readonly Row[];
  /** By each of its tips. */
  readonly folds: ReadonlyMap<TipId, Fold>;
}

/** Near-duplicates, with those of them that have much text of their own. */
export interface Group {
  readonly tips: readonly TipId[];
  readonly own: ReadonlySet<TipId>;
}

/** By each member of a group, the group. */
export type Groups = ReadonlyMap<TipId, Group>;

export function groupsByTip({ groups, own }: Grouped): Groups {
  const standing = new Set(own);
  return new Map(
    groups.flatMap((tips) => {
      const group = { tips, own: new Set(tips.filter((tip) => standing.has(tip))) };
      return tips.map((tip): [TipId, Group] => [tip, group]);
    }),
  );
}

/**
 * Makes one line of near-duplicates.
 * @param rows as they are to be seen, in order
 * @param opened a fold is open if one of its tips is among these
 */
export function folded(rows: readonly Row[], groups: Groups, opened: ReadonlySet<TipId>): Folded {
  const together = Map.groupBy(rows, ({ tip }) => groups.get(tip.id));
  const folds = new Map<TipId, Fold>();
  const places = new Map<TipId, Row[]>();
  for (const [group, members] of together) {
    const [first] = members;
    if (!group || !first || members.length < LEAST_ALIKE) continue;
    const [those, others] = [true, false].map((has) =>
      members.filter(({ tip }) => group.own.has(tip.id) === has),
    ) as [Row[], Row[]];
    const sorted = [...those, ...others];
    const tips = sorted.map(({ tip }) => tip.id);
    const isOpen = tips.some((tip) => opened.has(tip));
    const fold = { leader: tips[0] as TipId, tips, own: those.length, isOpen };
    places.set(first.tip.id, isOpen ? sorted : sorted.slice(0, 1));
    for (const tip of tips) folds.set(tip, fold);
  }
  const lines = rows.flatMap((row) => {
    return places.get(row.tip.id) ?? (folds.has(row.tip.id) ? [] : [row]);
  });
  return { lines, folds };
}
