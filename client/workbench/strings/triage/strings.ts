/** What a last step is called by; everything else is `other`. */
export type NamedStep = "kept" | "graded" | "assigned" | "labelled" | "noted" | "redacted" | "linked" | "set";

/** What is said while one tip after the other is judged. */
export interface TriageStrings {
  readonly next: string;
  /** While digits are the values of a field. */
  readonly pick: string;
  /** A half of a grade stands, and about the other one reviewers differ. */
  readonly half: string;
  readonly did: Readonly<Record<NamedStep | "other", string>>;
  readonly did1: (did: string, tip: string) => string;
  readonly didMany: (did: string, tips: number) => string;
  /** One tip is back in the queue, or several are. */
  readonly back: (tips: number) => string;
  readonly showTips: (tips: number) => string;
  readonly selected: (tips: number) => string;
  readonly none: string;
  readonly change: string;
  /** Those in danger aren't set aside together with others. */
  readonly stay: (tips: number) => string;
  readonly dangerWhat: string;
  /** Opens and closes the review where it isn't beside the tip; says what it holds. */
  readonly review: (grade: string) => string;
  readonly facts: string;
}
