import type { Strings } from "../../strings/strings.ts";
import { button, element } from "../dom.ts";
import type { StepView } from "../step-view.ts";

/** The languages, each as a word in its own script. */
export function languageStep(languages: readonly Strings[], choose: (strings: Strings) => void): StepView {
  const buttons = languages.map((strings) => {
    const made = button(strings.name, "quiet", () => choose(strings));
    made.lang = strings.language;
    return made;
  });
  return {
    heading: "Language · 语言 · 語言",
    contents: [element("div", { class: "languages" }, ...buttons)],
    forward: false,
  };
}
