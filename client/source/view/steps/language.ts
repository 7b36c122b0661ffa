import { button, element } from "../../../browser/dom.ts";
import type { Strings } from "../../strings/strings.ts";
import type { StepView } from "../step-view.ts";

/** The languages, each as a word in its own script, and below it in a line what this place is. */
export function languageStep(languages: readonly Strings[], choose: (strings: Strings) => void): StepView {
  const choices = languages.map((strings) => {
    const lang = strings.language;
    const made = button(strings.name, "quiet", () => choose(strings));
    made.setAttribute("aria-describedby", `what-${lang}`);
    return element("div", { lang }, made, element("p", { id: `what-${lang}` }, strings.what));
  });
  return {
    heading: "Language · 语言 · 語言",
    contents: [element("div", { class: "languages" }, ...choices)],
    forward: false,
  };
}
