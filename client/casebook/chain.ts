import type { Act } from "./acts.ts";
import type { ActDigest } from "./names.ts";

/** Why an act does not count at all. */
export const REFUSALS = [
  "line-malformed",
  "act-malformed",
  "act-foreign",
  "signature-foreign",
  "signature-invalid",
  "reviewer-unknown",
] as const;

/** Why an act's chain can't be relied on: such an act adds to what is shown and takes nothing away. */
export const DOUBTS = [
  "previous-missing",
  "previous-foreign",
  "out-of-order",
  "fork",
  "head-missing",
] as const;

export type Refusal = (typeof REFUSALS)[number];
export type Doubt = (typeof DOUBTS)[number];

/** An act whose signature holds. */
export interface SignedAct {
  readonly digest: ActDigest;
  readonly act: Act;
  readonly doubt: Doubt | null;
}
