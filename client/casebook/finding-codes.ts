/** Why a line doesn't count at all. */
export const REFUSALS = [
  "line-malformed",
  "act-malformed",
  "act-foreign",
  "signature-foreign",
  "signature-invalid",
  "reviewer-unknown",
] as const;

/** Why an act can't be relied on: it adds to what is shown and takes nothing away. */
export const DOUBTS = [
  "previous-missing",
  "previous-foreign",
  "out-of-order",
  "fork",
  "head-missing",
] as const;

export type Refusal = (typeof REFUSALS)[number];
export type Doubt = (typeof DOUBTS)[number];

const REFUSED: ReadonlySet<string> = new Set(REFUSALS);

export function isRefusal(code: Refusal | Doubt): code is Refusal {
  return REFUSED.has(code);
}
