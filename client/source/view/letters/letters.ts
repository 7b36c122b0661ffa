import { button, element, paragraphs } from "../../../browser/dom.ts";
import type { Looked } from "../../correspondence.ts";
import type { SourceFailure } from "../../errors.ts";
import type { Around } from "../around.ts";
import { failureSentence } from "../failure.ts";
import type { StepView } from "../step-view.ts";
import { unprovenView } from "./ask.ts";
import { entryView } from "./entry.ts";
import { foundView } from "./found.ts";

export interface LettersActions {
  /** Why no letters can be looked at, if that is known. */
  readonly failure: SourceFailure | undefined;
  /** Looks for the letters of the codename that is in use now; missing where there are none to look through. */
  readonly look: (() => void) | undefined;
  /** Goes to where one writes. */
  readonly write: () => void;
  /** Shows the step anew. */
  readonly again: () => void;
}

/** A codename is entered; then what it opens is shown. */
export function lettersStep(around: Around, actions: LettersActions): StepView {
  const { correspondence } = around.draft;
  const { looked } = correspondence;
  return looked === undefined ? entering(around, actions) : lookedAt(around, looked, actions);
}

function entering(around: Around, { look, write, failure }: LettersActions): StepView {
  const { letters } = around.strings;
  const { correspondence } = around.draft;
  return {
    heading: look ? letters.read : letters.ask.have,
    lede: letters.codename.spoken,
    contents: [
      ...(failure ? [failureView(around, failure)] : []),
      element("div", { class: "text" }, ...paragraphs([look ? letters.entry.lede : letters.entry.unproven])),
      entryView(around),
    ],
    mend: () => {
      if (!correspondence.entry.complete) return { sentence: letters.entry.incomplete, unlikely: false };
      return correspondence.takeEntered() ? undefined : { sentence: letters.entry.mismatch, unlikely: false };
    },
    forward: {
      label: look ? letters.entry.look : letters.codename.done,
      disabled: false,
      press: look ?? write,
    },
    formless: true,
  };
}

function lookedAt(around: Around, looked: Looked, { write, again }: LettersActions): StepView {
  const { strings, draft } = around;
  const { letters } = strings;
  if (looked.state === "looking") {
    const coming = element("p", { class: "status", role: "status" }, letters.coming);
    const bar = element("progress", { "aria-label": letters.entry.looking });
    return { heading: letters.entry.looking, contents: [bar, coming], forward: false, formless: true };
  }
  const { correspondence } = draft;
  const writing = { label: letters.found.writeAgain, press: write };
  const other = {
    label: letters.found.otherWords,
    press: () => {
      correspondence.drop();
      again();
    },
  };
  const isFirst = looked.state === "failed" || !(correspondence.unproven || looked.found.newerRoster);
  const [first, second] = isFirst ? [writing, other] : [other, writing];
  const { heading, contents } =
    looked.state === "found"
      ? foundView(strings, looked.found)
      : { heading: letters.read, contents: [failureView(around, looked.failure)] };
  return {
    heading,
    contents: [...contents, ...unprovenView(strings, correspondence)],
    forward: { ...first, disabled: false },
    below: [button(second.label, "plain", second.press)],
    formless: true,
  };
}

/** It stops nobody from writing. */
function failureView({ strings }: Around, failure: SourceFailure): HTMLElement {
  return element("p", { class: "notice", role: "alert" }, failureSentence(strings, failure));
}
