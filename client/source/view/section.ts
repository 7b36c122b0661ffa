import { element } from "../../browser/dom.ts";
import type { NarrowingHint } from "../../report/narrowing.ts";
import { readableReport } from "../../report/readable.ts";
import type { Code } from "../../report/vocabulary/codes.ts";
import type { Field } from "../../report/vocabulary/words.ts";
import type { Question } from "../steps.ts";
import type { Around } from "./around.ts";
import { HintsView } from "./hints.ts";
import type { Mend } from "./step-view.ts";

/** One question, as a part of the page that is opened for it. */
export interface SectionOptions {
  readonly question: Question;
  readonly heading: string;
  readonly lede?: string;
  readonly contents: readonly Node[];
  /** What was said to it so far, in a line; empty if nothing was. */
  readonly answer: () => string;
  readonly mend?: () => Mend | undefined;
  /** Which of the hints about combinations that narrow down the source belong to it. */
  readonly hints?: (hint: NarrowingHint) => boolean;
}

export interface Section {
  readonly element: HTMLDetailsElement;
  /** Shows what became of the answers. */
  readonly refresh: () => void;
  /** What to mend: then the section stands open. */
  readonly mend: () => Mend | undefined;
}

/** A section that is closed shows its answer. */
export function section(around: Around, options: SectionOptions): Section {
  const { question, heading, lede, contents } = options;
  const answer = element("span", { class: "answer", dir: "auto", translate: "no" });
  const hints = new HintsView(around, options.hints ?? (() => false));
  const made = element(
    "details",
    { class: "section", "data-question": question },
    element(
      "summary",
      {},
      element("span", { class: "line-of" }, element("b", { id: `${question}-heading` }, heading), answer),
    ),
    ...(lede === undefined ? [] : [element("p", { class: "hint" }, lede)]),
    ...contents,
    hints.element,
  );
  const refresh = () => {
    answer.textContent = options.answer() || around.strings.questions.unsaid;
    hints.show();
  };
  made.addEventListener("toggle", refresh);
  refresh();
  const mend = () => {
    const found = options.mend?.();
    if (found) made.open = true;
    return found && { ...found, sentence: `${heading}: ${found.sentence}` };
  };
  return { element: made, refresh, mend };
}

/** What was said to these fields, as it will be read. */
export function answerTo(
  { draft, strings, words }: Around,
  part: Code<"kind"> | "about",
  ...fields: readonly Field[]
): string {
  const heading = part === "about" ? words.fields.about : words.labels.kind[part];
  const labels = fields.map((field) => words.fields[field]);
  return readableReport(draft.report, strings.language)
    .filter((read) => read.heading === heading)
    .flatMap(({ entries }) => entries)
    .filter(({ label }) => labels.includes(label))
    .flatMap(({ said }) => said.map(({ text }) => text))
    .join(" · ");
}
