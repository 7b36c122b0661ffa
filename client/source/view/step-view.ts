import type { Question } from "../steps.ts";

/** One step of the way, as the frame around it shows it. */
export interface StepView {
  readonly heading: string;
  readonly lede?: string;
  readonly contents: readonly Node[];
  /** What stands, quietly, below the buttons. */
  readonly below?: readonly Node[];
  /** What to mend before going on, if there is anything. */
  readonly mend?: () => Mend | undefined;
  /** The button that goes on, where it isn't just "next"; false if the contents go on by themselves. */
  readonly forward?: Forward | false;
  /** Takes files that were pasted while the step is shown. */
  readonly paste?: (files: readonly File[]) => void;
  /** Told of what is new about the roster, where the step isn't made anew for it. */
  readonly hear?: () => void;
  /** Whether it stands outside any form: a browser then takes nothing in it for something to remember. */
  readonly formless?: boolean;
  /** Opens a question of the step, and brings it into view. */
  readonly ask?: (question: Question) => void;
}

export interface Mend {
  readonly sentence: string;
  /** What is only unlikely doesn't stop anybody who was told and goes on all the same. */
  readonly unlikely: boolean;
}

export interface Forward {
  readonly label: string;
  readonly disabled: boolean;
  /** What it does in place of going to the next step. */
  readonly press?: () => void;
}
