import { button, element, paragraphs } from "../../../browser/dom.ts";
import { filePicker } from "../../../browser/file-picker.ts";
import type { SourceFailure } from "../../errors.ts";
import type { Trust } from "../../state.ts";
import type { Around } from "../around.ts";
import { failureSentence } from "../failure.ts";
import type { StepView } from "../step-view.ts";

/** Where the roster says that letters are given. */
export interface RosterLetters {
  readonly chosen: boolean;
  readonly failure: SourceFailure | undefined;
  readonly take: (file: File) => void;
  readonly read: () => void;
}

/** For a page that was opened from a file: the list of reviewers, as another one; and the letters, if they are wanted. */
export function rosterStep(
  around: Around,
  trust: Trust,
  status: HTMLElement,
  take: (file: File) => void,
  letters: RosterLetters | undefined,
): StepView {
  const { strings } = around;
  const { roster } = strings;
  const notice = failureView(around, trust.state === "wanted" ? trust.failure : undefined);
  const picker = filePicker({ id: "roster", label: roster.choose, accept: ".json", take });
  return {
    heading: roster.heading,
    contents: [
      element("div", { class: "text" }, ...paragraphs(roster.text)),
      element("div", { class: "pick" }, ...picker),
      notice,
      ...(trust.state === "wanted" ? [] : [status]),
      ...(letters ? lettersOf(around, letters) : []),
    ],
    forward: { label: strings.way.next, disabled: trust.state !== "verified" },
  };
}

function failureView({ strings }: Around, failure: SourceFailure | undefined): HTMLElement {
  const notice = element(
    "p",
    { class: "notice", role: "alert" },
    failure ? failureSentence(strings, failure) : "",
  );
  notice.hidden = failure === undefined;
  return notice;
}

function lettersOf(around: Around, { chosen, failure, take, read }: RosterLetters): HTMLElement[] {
  const { letters } = around.strings;
  const { fromFile } = letters;
  return [
    element("div", { class: "text" }, ...paragraphs([chosen ? fromFile.chosen : fromFile.text])),
    element(
      "div",
      { class: "pick" },
      ...(chosen ? [button(letters.read, "quiet", read)] : []),
      ...filePicker({ id: "pool", label: fromFile.choose, take }),
    ),
    failureView(around, failure),
  ];
}
