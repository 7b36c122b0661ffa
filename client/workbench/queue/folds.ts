import type { TipId } from "../../casebook/names.ts";
import type { Row } from "./row.ts";

/** From so many near-duplicates on they are one line. */
export const LEAST_ALIKE = 3;

/** Near-duplicates that are one line of the queue, or would be. */
export interface Fold {
  /** The first of them in the order of the queue: the one that is seen. */
  readonly leader: TipId;
  /** All of them that fit what is looked for, in the order of the queue. */
  readonly tips: readonly TipId[];
  readonly isOpen: boolean;
}

export interface Folded {
  /** The leader of each fold, all of an open one behind its leader, and what is like no other. */
  readonly lines: readonly Row[];
  /** By each of its tips. */
  readonly folds: ReadonlyMap<TipId, Fold>;
}

/** By each member of a group of near-duplicates, the group. */
export type Groups = ReadonlyMap<TipId, readonly TipId[]>;

export function groupsByTip(groups: readonly (readonly TipId[])[]): Groups {
  return new Map(groups.flatMap((group) => group.map((tip): [TipId, readonly TipId[]] => [tip, group])));
}

/**
 * Makes one line of near-duplicates.
 * @param rows as they are to be seen, in order
 * @param opened a fold is open if one of its tips is among these
 */
export function folded(rows: readonly Row[], groups: Groups, opened: ReadonlySet<TipId>): Folded {
  const together = new Map<readonly TipId[], Row[]>();
  for (const row of rows) {
    const group = groups.get(row.tip.id);
    if (!group) continue;
    const members = together.get(group);
    if (members) members.push(row);
    else together.set(group, [row]);
  }
  const folds = new Map<TipId, Fold>();
  for (const members of together.values()) {
    const [leader] = members;
    if (!leader || members.length < LEAST_ALIKE) continue;
    const tips = members.map(({ tip }) => tip.id);
    const fold = { leader: leader.tip.id, tips, isOpen: tips.some((tip) => opened.has(tip)) };
    for (const tip of tips) folds.set(tip, fold);
  }
  const lines = rows.flatMap((row) => {
    const fold = folds.get(row.tip.id);
    if (!fold) return [row];
    if (fold.leader !== row.tip.id) return [];
    const members = together.get(groups.get(row.tip.id) ?? []) ?? [];
    return fold.isOpen ? members : [row];
  });
  return { lines, folds };
}
