import { button, element } from "../../../browser/dom.ts";
import { filePicker } from "../../../browser/file-picker.ts";
import type { Note } from "../../strings/strings.ts";
import type { Around } from "../around.ts";
import type { StepView } from "../step-view.ts";

export interface BeginActions {
  readonly handIn: ((file: File) => void) | undefined;
  readonly readLetters: () => void;
  readonly givesLetters: () => boolean;
}

/** Where to turn in danger, then what the page can't protect from; and the ways in for a file that was sealed earlier, and to letters. */
export function beginStep(
  { strings }: Around,
  status: HTMLElement,
  { handIn, readLetters, givesLetters }: BeginActions,
): StepView {
  const { heading, danger, points, more, begin, handIn: label } = strings.begin;
  const read = button(strings.letters.read, "plain", readLetters);
  const hear = () => {
    read.hidden = !givesLetters();
  };
  hear();
  return {
    heading,
    contents: [
      warning(danger),
      element("ol", { class: "points" }, ...points.map(note)),
      element(
        "details",
        {},
        element("summary", {}, more.heading),
        element("ul", { class: "notes" }, ...more.notes.map(note)),
      ),
    ],
    below: [
      status,
      ...(handIn
        ? [
            element(
              "div",
              { class: "aside" },
              ...filePicker({ id: "sealed", label, accept: ".age", take: handIn }),
            ),
          ]
        : []),
      read,
    ],
    hear,
    forward: { label: begin, disabled: false },
  };
}

/** What must not be overlooked. */
export function warning({ heading, text }: Note): HTMLElement {
  return element("section", { class: "warning" }, element("h2", {}, heading), element("p", {}, text));
}

function note({ heading, text }: Note): HTMLElement {
  return element("li", {}, element("strong", {}, heading), element("span", {}, text));
}
