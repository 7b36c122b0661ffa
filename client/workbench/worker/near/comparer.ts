import { NearIndex } from "../../../casebook/near/near-index.ts";
import { nearTip } from "../../../casebook/near/near-tip.ts";
import { foldHan } from "../../../folding/fold-han.ts";
import type { FromNear, ToNear } from "./messages.ts";

/** Compares the tips of a queue with each other: kept or not, in whichever script. */
export class Comparer {
  readonly #index = new NearIndex([], { fold: foldHan });

  /** Each message has one answer. */
  answer(message: ToNear): FromNear {
    switch (message.kind) {
      case "compare":
        for (const tip of message.tips) this.#index.put(nearTip(tip));
        return { kind: "compared" };
      case "groups": {
        const groups = this.#index.groups();
        return { kind: "groups", groups, own: groups.flatMap((group) => this.#index.ownTextIn(group)) };
      }
      case "suggest":
        return {
          kind: "suggestions",
          tip: message.tip,
          suggestions: this.#index.suggestionsFor(message.tip),
        };
    }
  }
}
