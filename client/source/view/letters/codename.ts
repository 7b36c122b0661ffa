import { button, element, paragraphs } from "../../../browser/dom.ts";
import { indicesOf, wordAt } from "../../../letters/codename.ts";
import type { Around } from "../around.ts";
import type { StepView } from "../step-view.ts";
import { entryView } from "./entry.ts";
import { AS_IT_IS, wordGrid } from "./word-grid.ts";

/** A new codename: first what it is, then, on demand, its words. @param repeat goes on, to where it is entered once */
export function codenameStep({ strings, draft }: Around, repeat: () => void): StepView {
  const { codename } = strings.letters;
  const place = element("div", { class: "actions" });
  const show = () => {
    const indices = indicesOf(draft.correspondence.offer());
    const words = wordGrid(
      Array.from(indices, (index) => element("div", { class: "word", ...AS_IT_IS }, wordAt(index))),
    );
    indices.fill(0);
    place.replaceWith(words, element("div", { class: "actions" }, button(codename.hide, "primary", repeat)));
    words.focus();
  };
  place.append(button(codename.show, "primary", show));
  return {
    heading: codename.heading,
    lede: codename.spoken,
    contents: [element("div", { class: "text" }, ...paragraphs(codename.text)), place],
    forward: false,
    formless: true,
  };
}

export interface RepeatActions {
  /** The codename is in use. */
  readonly done: () => void;
  readonly showAgain: () => void;
}

/** The codename that was shown is entered once: then what is sent can be answered by it. */
export function repeatStep(around: Around, { done, showAgain }: RepeatActions): StepView {
  const { strings, draft } = around;
  const { codename, entry } = strings.letters;
  const { correspondence } = draft;
  return {
    heading: codename.again,
    lede: codename.againText,
    contents: [entryView(around)],
    mend: () => {
      if (!correspondence.entry.complete) return { sentence: entry.incomplete, unlikely: false };
      return correspondence.takeOffered() ? undefined : { sentence: codename.differs, unlikely: false };
    },
    forward: { label: codename.done, disabled: false, press: done },
    below: [button(codename.showAgain, "plain", showAgain)],
    formless: true,
  };
}
