import type { TipId } from "../../../casebook/names.ts";
import type { Suggestion } from "../../../casebook/near/near-index.ts";
import type { KnownTip } from "../../../casebook/near/near-tip.ts";

/** What the page tells the worker that compares tips, and asks of it. */
export type ToNear =
  | { readonly kind: "compare"; readonly tips: readonly KnownTip[] }
  | { readonly kind: "groups" }
  | { readonly kind: "suggest"; readonly tip: TipId };

export type FromNear =
  /** All that came with one message has been compared. */
  | { readonly kind: "compared" }
  /** Near-duplicates, each group of two or more. */
  | { readonly kind: "groups"; readonly groups: readonly (readonly TipId[])[] }
  | { readonly kind: "suggestions"; readonly tip: TipId; readonly suggestions: readonly Suggestion[] };
