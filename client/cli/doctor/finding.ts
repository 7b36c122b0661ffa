/** `wrong` has to be put right; a `warning` soon, or knowingly not. */
export type Level = "fine" | "warning" | "wrong";

/** What one check of the doctor found. */
export interface Finding {
  /** Stable, for monitors: `swap`, `roster-days`. */
  readonly check: string;
  readonly level: Level;
  /** One sentence. */
  readonly sentence: string;
  /** What to do; not for what is fine. */
  readonly remedy?: string;
}

export function fine(check: string, sentence: string): Finding {
  return { check, level: "fine", sentence };
}

export function warning(check: string, sentence: string, remedy: string): Finding {
  return { check, level: "warning", sentence, remedy };
}

export function wrong(check: string, sentence: string, remedy: string): Finding {
  return { check, level: "wrong", sentence, remedy };
}
