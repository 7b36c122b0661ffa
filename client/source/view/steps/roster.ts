import type { Trust } from "../../state.ts";
import type { Around } from "../around.ts";
import { element, paragraphs } from "../dom.ts";
import { filePicker } from "../file-picker.ts";
import type { StepView } from "../step-view.ts";
import { troubleSentence } from "../trouble.ts";

/** For a page that was opened from a file: the list of reviewers, as another one. */
export function rosterStep(
  { strings }: Around,
  trust: Trust,
  status: HTMLElement,
  take: (file: File) => void,
): StepView {
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
    ],
    forward: { label: strings.way.next, disabled: trust.state !== "verified" },
  };
}
