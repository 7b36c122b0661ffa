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
  | ({ readonly kind: "groups" } & Grouped)
  | { readonly kind: "suggestions"; readonly tip: TipId; readonly suggestions: readonly Suggestion[] };

export interface Grouped {
  /** All but the same text, each group of two or more. */
  readonly groups: readonly (readonly TipId[])[];
  /** Those of them with much text that no other of their group has. */
  readonly own: readonly TipId[];
}
