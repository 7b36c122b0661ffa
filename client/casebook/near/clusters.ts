import type { TipId } from "../names.ts";

/** As many different texts are looked at in one band. */
const MOST_LEADERS = 32;

/**
 * Groups of near-duplicates, as tips come in. Of every band the leaders are kept, which are not alike: a tip that is
 * like one of them joins it, so a flood of n duplicates takes some n comparisons for a band, not n².
 */
export class Clusters {
  readonly #parents = new Map<TipId, TipId>();
  readonly #leaders = new Map<number, TipId[]>();

  put(tip: TipId, bands: readonly number[], alike: (other: TipId) => boolean): void {
    for (const band of bands) {
      const leaders = this.#leaders.get(band);
      if (!leaders) this.#leaders.set(band, [tip]);
      else if (!leaders.some((leader) => this.#joins(tip, leader, alike)) && leaders.length < MOST_LEADERS) {
        leaders.push(tip);
      }
    }
  }

  /** Each of two or more; members ascending, the groups by their first member. */
  groups(): readonly (readonly TipId[])[] {
    return [...Map.groupBy(this.#parents.keys(), (tip) => this.#rootOf(tip))]
      .map(([root, others]) => [root, ...others].sort())
      .sort(([a = ""], [b = ""]) => (a < b ? -1 : a > b ? 1 : 0));
  }

  #joins(tip: TipId, leader: TipId, alike: (other: TipId) => boolean): boolean {
    const [a, b] = [this.#rootOf(tip), this.#rootOf(leader)];
    if (a === b) return true;
    if (!alike(leader)) return false;
    this.#parents.set(a, b);
    return true;
  }

  #rootOf(tip: TipId): TipId {
    let root = tip;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    if (root !== tip) this.#parents.set(tip, root);
    return root;
  }
}
