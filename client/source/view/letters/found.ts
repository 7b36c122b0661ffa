import { element, paragraphs } from "../../../browser/dom.ts";
import { languageName } from "../../../browser/language-name.ts";
import type { FoundLetters } from "../../../letters/find-letters.ts";
import type { Letter } from "../../../letters/letter.ts";
import { formatDay } from "../../format.ts";
import type { Strings } from "../../strings/strings.ts";
import type { StepView } from "../step-view.ts";

/** Of those that are missing: a list of hundreds helps nobody. */
const MOST_NUMBERS = 5;

/** What a codename opens: letters in their order, and what to know of those that aren't shown. */
export function foundView(strings: Strings, found: FoundLetters): Pick<StepView, "heading" | "contents"> {
  const said = strings.letters.found;
  const { letters } = found;
  const warnings = warningsOf(strings, found).map((text) => element("p", { class: "care" }, text));
  if (letters.length > 0)
    return {
      heading: said.heading(letters.length),
      contents: [...warnings, ...letters.map((letter) => letterView(strings, letter))],
    };
  if (warnings.length > 0) return { heading: said.noneShown, contents: warnings };
  return {
    heading: said.none,
    contents: [
      element("p", { class: "lede" }, said.noneMeans),
      element("ul", { class: "meanings" }, ...said.meanings.map((text) => element("li", {}, text))),
      element("div", { class: "text" }, ...paragraphs([said.noneNext])),
    ],
  };
}

function warningsOf({ letters: { found: said }, language }: Strings, found: FoundLetters): string[] {
  const { missing, newerRoster, formerly, invalid } = found;
  const named = missing.slice(0, MOST_NUMBERS).map(String);
  const numbers = new Intl.ListFormat(language, { type: "conjunction" }).format(named);
  return [
    ...(newerRoster ? [said.older] : []),
    ...(formerly > 0 ? [said.former] : []),
    ...(invalid > 0 ? [said.invalid(invalid)] : []),
    ...(missing.length > 0 ? [said.missing(numbers, missing.length > MOST_NUMBERS)] : []),
  ];
}

/** What has a code is said in the reader's own language; what was written stands as it was written, with its language. */
function letterView(strings: Strings, { number, on, code, text, language }: Letter): HTMLElement {
  const { coded, found: said } = strings.letters;
  const heading = element("h2", {}, said.letter(number, formatDay(on, strings.language)));
  const contents =
    code === "text"
      ? [
          element("p", { class: "hint" }, said.writtenIn(languageName(language, strings.language))),
          element("p", { class: "said", lang: language, dir: "auto", translate: "no" }, text),
          element("p", { class: "care" }, said.care),
        ]
      : paragraphs([coded[code]]);
  return element("section", { class: "part letter" }, heading, ...contents);
}
