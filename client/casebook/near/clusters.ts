import type { TipId } from "../names.ts";
import type { NearIndex } from "./near-index.ts";

/**
 * Groups of near-duplicates, each of two or more, to be shown as one row: whoever is near to a member belongs.
 * Members ascending; the groups by their first member.
 */
export function clustersOf(index: NearIndex): readonly (readonly TipId[])[] {
  const parents = new Map<TipId, TipId>();
  const rootOf = (tip: TipId): TipId => {
    let root = tip;
    for (let next = parents.get(root); next !== undefined; next = parents.get(root)) root = next;
    return root;
  };
  for (const [one, other] of index.candidatePairs()) {
    const [a, b] = [rootOf(one), rootOf(other)];
    if (a !== b && index.areSimilar(one, other)) parents.set(a < b ? b : a, a < b ? a : b);
  }
  const groups = new Map<TipId, TipId[]>();
  for (const tip of [...index.tips].sort()) {
    const root = rootOf(tip);
    groups.set(root, [...(groups.get(root) ?? []), tip]);
  }
  return [...groups.values()]
    .filter((group) => group.length > 1)
    .sort(([a = ""], [b = ""]) => (a < b ? -1 : 1));
}
