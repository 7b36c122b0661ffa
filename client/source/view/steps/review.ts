import { type Entry, readableAttachments, readableReport, type Section } from "../../../report/readable.ts";
import { kindsOf, saysSomething } from "../../../report/report.ts";
import type { Trust } from "../../state.ts";
import type { Step } from "../../steps.ts";
import type { Around } from "../around.ts";
import { button, element } from "../dom.ts";
import type { StepView } from "../step-view.ts";

export interface ReviewActions {
  readonly go: (step: Step) => void;
  /** Seals, and sends or saves. */
  readonly seal: () => void;
  /** Shows the step anew. */
  readonly again: () => void;
}

/** All that will be sent, as it will be read; then the button that seals it. */
export function reviewStep(
  { strings, draft }: Around,
  trust: Trust,
  fromFile: boolean,
  status: HTMLElement,
  actions: ReviewActions,
): StepView {
  const { review, language } = strings;
  const { report, files } = draft;
  const says = saysSomething(report);
  files.changed = actions.again;
  const attached = readableAttachments(files.toSend(), language);
  const parts = [
    ...readableReport(report, language).map((section, i) => ({ section, step: stepOf(i, report, says) })),
    ...attached.map((section) => ({ section, step: "files" as const })),
  ];
  return {
    heading: review.heading,
    lede: says ? review.lede : review.nothing,
    contents: [
      ...parts.map(({ section, step }) =>
        sectionView(section, review.change, review.changeWhat, () => actions.go(step)),
      ),
      ...notes(strings, draft),
      status,
    ],
    hints: () => true,
    forward: {
      label: fromFile ? review.save : review.send,
      disabled: !says || files.reading || trust.state !== "verified",
      press: actions.seal,
    },
  };
}

/** Where the part of the report at this place can be changed: kinds first, then what is common, then the narrative. */
function stepOf(place: number, report: Parameters<typeof kindsOf>[0], says: boolean): Step {
  const kind = kindsOf(report)[place];
  if (kind !== undefined) return kind === "station" ? "premises" : "family";
  if (!says) return "topic";
  return place === kindsOf(report).length ? "relationship" : "narrative";
}

function notes(strings: Around["strings"], { files }: Around["draft"]): HTMLElement[] {
  return [
    ...(files.held.length > 0
      ? [element("p", { class: "notice" }, strings.review.notSent(files.held.length))]
      : []),
    ...(files.reading ? [element("p", { class: "status", role: "status" }, strings.files.reading)] : []),
  ];
}

function sectionView(
  { heading, entries }: Section,
  change: string,
  changeWhat: (heading: string) => string,
  go: () => void,
): HTMLElement {
  const changing = button(change, "plain", go);
  changing.setAttribute("aria-label", changeWhat(heading));
  return element(
    "section",
    { class: "part" },
    element("div", { class: "part-head" }, element("h2", {}, heading), changing),
    ...entries.map(entryView),
  );
}

function entryView({ label, said }: Entry): HTMLElement {
  const texts = said.map(({ text, quoted }) =>
    quoted ? element("p", { class: "said", dir: "auto", translate: "no" }, text) : element("p", {}, text),
  );
  if (label === "") return element("div", { class: "entry" }, ...texts);
  return element("div", { class: "entry" }, element("h3", {}, label), element("div", {}, ...texts));
}
