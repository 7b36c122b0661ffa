import type { NarrowingHint } from "../../report/narrowing.ts";

/** One step of the way, as the frame around it shows it. */
export interface StepView {
  /** What the step belongs to, above its heading. */
  readonly above?: string;
  readonly heading: string;
  readonly lede?: string;
  readonly contents: readonly Node[];
  /** What stands, quietly, below the buttons. */
  readonly below?: readonly Node[];
  /** The sentence that says what to mend before going on, if there is anything. */
  readonly trouble?: () => string | undefined;
  /** Which of the hints about combinations that narrow down the source belong to this step. */
  readonly hints?: (hint: NarrowingHint) => boolean;
  /** The button that goes on, where it isn't just "next"; false if the contents go on by themselves. */
  readonly forward?: Forward | false;
  /** Takes files that were pasted while the step is shown. */
  readonly paste?: (files: readonly File[]) => void;
}

export interface Forward {
  readonly label: string;
  readonly disabled: boolean;
  /** What it does in place of going to the next step. */
  readonly press?: () => void;
}
