import { element } from "../../browser/dom.ts";
import { type NarrowingHint, narrowingHints } from "../../report/narrowing.ts";
import type { Around } from "./around.ts";

/** Which combinations of answers narrow down the source, with a broader choice for each. */
export class HintsView {
  readonly element = element("div", { class: "hints", role: "status" });
  readonly #around: Around;
  readonly #wanted: (hint: NarrowingHint) => boolean;

  constructor(around: Around, wanted: (hint: NarrowingHint) => boolean = () => true) {
    this.#around = around;
    this.#wanted = wanted;
    this.show();
  }

  show(): void {
    const { draft, strings } = this.#around;
    const shown = narrowingHints(draft.report).filter(this.#wanted);
    this.element.replaceChildren(...shown.map((hint) => element("p", {}, strings.questions.narrowing[hint])));
    this.element.hidden = shown.length === 0;
  }
}
