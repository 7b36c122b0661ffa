/** Why a line doesn't count at all. */
export const REFUSALS = [
  "line-malformed",
  "act-malformed",
  "act-foreign",
  "signature-foreign",
  "signature-invalid",
  "reviewer-unknown",
  "reviewer-left",
] as const;

/** Why an act can't be relied on: it adds to what is shown and takes nothing away. */
export const DOUBTS = [
  "previous-missing",
  "previous-foreign",
  "out-of-order",
  "fork",
  "head-missing",
] as const;

/** A chain that only its own reviewer can have broken. The others say that something is missing, by whoever cut it off. */
const BREAKS: ReadonlySet<string> = new Set<Doubt>(["previous-foreign", "out-of-order", "fork"]);

export type Refusal = (typeof REFUSALS)[number];
export type Doubt = (typeof DOUBTS)[number];

const REFUSED: ReadonlySet<string> = new Set(REFUSALS);

export function isRefusal(code: Refusal | Doubt): code is Refusal {
  return REFUSED.has(code);
}

/** Whether an act of this doubt decides nothing where any other says something. Holds for the rest of its chain. */
export function isBreak(code: Refusal | Doubt | null): boolean {
  return code !== null && BREAKS.has(code);
}
