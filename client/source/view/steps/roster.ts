import type { Trust } from "../../state.ts";
import type { Around } from "../around.ts";
import { button, element, paragraphs } from "../dom.ts";
import { filePicker } from "../file-picker.ts";
import type { StepView } from "../step-view.ts";
import { troubleSentence } from "../trouble.ts";

/** Where the roster says that letters are given. */
export interface RosterLetters {
  readonly chosen: boolean;
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
  const trouble =
    trust.state === "wanted" && trust.trouble !== undefined ? troubleSentence(strings, trust.trouble) : "";
  const notice = element("p", { class: "notice", role: "alert" }, trouble);
  notice.hidden = trouble === "";
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

function lettersOf({ strings }: Around, { chosen, take, read }: RosterLetters): HTMLElement[] {
  const { fromFile } = strings.letters;
  return [
    element("div", { class: "text" }, ...paragraphs([chosen ? fromFile.chosen : fromFile.text])),
    element(
      "div",
      { class: "pick" },
      ...(chosen
        ? [button(strings.letters.read, "quiet", read)]
        : filePicker({ id: "pool", label: fromFile.choose, take })),
    ),
  ];
}
