import { button, element, paragraphs } from "../../browser/dom.ts";
import type { App } from "../app.ts";
import type { State } from "../state.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";
import type { Shown } from "./frame.ts";
import { panel } from "./panel.ts";

/** What is shown once nothing is written or sent any more: what came of it, and what one can do. */
export function ends(
  strings: Strings,
  app: App,
  state: Exclude<State, { step: "writing" | "sending" }>,
): Shown {
  const words = strings.ends;
  const back = button(words.back, "quiet", () => app.backToWriting());
  const wipe = (kind: "primary" | "quiet") => button(words.wipe, kind, () => app.wipe());
  switch (state.step) {
    case "stopped": {
      const isTip = state.what === "tip";
      const sentence = strings.sentences[SENTENCE_OF[state.code]];
      return panel(
        "grave",
        words.stopped,
        paragraphs([sentence, isTip ? words.nothingLost : words.fileNotLost]),
        [
          button(strings.way.tryAgain, "primary", () => app.tryAgain()),
          ...(isTip ? [button(words.saveSealedFile, "quiet", () => app.saveSealedFile())] : []),
          back,
        ],
      );
    }
    case "saving":
      return panel("calm", words.saving, [element("progress", { "aria-label": words.saving })], []);
    case "saved":
      return panel("calm", words.saved, paragraphs(words.savedNext), [wipe("primary"), back]);
    case "arrived":
      return state.what === "tip"
        ? panel(
            "good",
            words.arrived,
            paragraphs(state.answerable ? words.arrivedAnswerable : words.arrivedNext),
            [wipe("primary")],
          )
        : panel("good", words.fileArrived, paragraphs(words.fileArrivedNext), [wipe("primary"), back]);
    case "wiped":
      return panel("calm", words.wiped, paragraphs([words.wipedNext]), []);
  }
}
