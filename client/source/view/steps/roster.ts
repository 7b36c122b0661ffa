import { button, element, paragraphs } from "../../../browser/dom.ts";
import { filePicker } from "../../../browser/file-picker.ts";
import type { Trouble } from "../../errors.ts";
import type { Trust } from "../../state.ts";
import type { Around } from "../around.ts";
import type { StepView } from "../step-view.ts";
import { troubleSentence } from "../trouble.ts";

/** Where the roster says that letters are given. */
export interface RosterLetters {
  readonly chosen: boolean;
  readonly trouble: Trouble | undefined;
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
  const notice = troubleView(around, trust.state === "wanted" ? trust.trouble : undefined);
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

function troubleView({ strings }: Around, trouble: Trouble | undefined): HTMLElement {
  const notice = element(
    "p",
    { class: "notice", role: "alert" },
    trouble ? troubleSentence(strings, trouble) : "",
  );
  notice.hidden = trouble === undefined;
  return notice;
}

function lettersOf(around: Around, { chosen, trouble, take, read }: RosterLetters): HTMLElement[] {
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
    troubleView(around, trouble),
  ];
}
