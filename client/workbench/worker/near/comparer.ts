import type { TipId } from "../../../casebook/names.ts";
import { NearIndex } from "../../../casebook/near/near-index.ts";
import { type KnownTip, nearTip } from "../../../casebook/near/near-tip.ts";
import { foldHan } from "../../../folding/fold-han.ts";

export interface Grouped {
  /** All but the same text, each group of two or more. */
  readonly groups: readonly (readonly TipId[])[];
  /** Those of them with much text that no other of their group has. */
  readonly own: readonly TipId[];
}

/** Compares the tips of a queue with each other: kept or not, in whichever script. */
export class Comparer {
  readonly #index = new NearIndex([], { fold: foldHan });

  readonly compare = (tips: readonly KnownTip[]): void => {
    for (const tip of tips) this.#index.put(nearTip(tip));
  };

  readonly groups = (_: null): Grouped => {
    const groups = this.#index.groups();
    return { groups, own: groups.flatMap((group) => this.#index.ownTextIn(group)) };
  };

  readonly suggest = (tip: TipId) => this.#index.suggestionsFor(tip);
}
