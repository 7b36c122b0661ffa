import type { Note } from "../../strings/strings.ts";
import type { Around } from "../around.ts";
import { element } from "../dom.ts";
import { filePicker } from "../file-picker.ts";
import type { StepView } from "../step-view.ts";

/** What the page can't protect from, before anything is asked; and the way in for a file that was sealed earlier. */
export function beginStep(
  { strings }: Around,
  status: HTMLElement,
  handIn: ((file: File) => void) | undefined,
): StepView {
  const { begin } = strings;
  return {
    heading: begin.heading,
    lede: begin.lede,
    contents: [
      warning(begin.danger),
      element("ul", { class: "notes" }, ...begin.notes.map(note)),
      status,
      ...(handIn
        ? [
            element(
              "div",
              { class: "aside" },
              element("p", { class: "hint" }, begin.handInHint),
              ...filePicker({ id: "sealed", label: begin.handIn, accept: ".age", take: handIn }),
            ),
          ]
        : []),
    ],
    forward: { label: begin.begin, disabled: false },
  };
}

/** What must not be overlooked. */
export function warning({ heading, text }: Note): HTMLElement {
  return element("section", { class: "warning" }, element("h2", {}, heading), element("p", {}, text));
}

function note({ heading, text }: Note): HTMLElement {
  return element("li", {}, element("strong", {}, heading), element("span", {}, text));
}
