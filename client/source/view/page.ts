import type { App, State } from "../app.ts";
import type { SourceErrorCode } from "../errors.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";
import { button, element, paragraphs } from "./dom.ts";
import { FormView } from "./form.ts";
import { panel } from "./panel.ts";
import { ProgressView } from "./progress.ts";

/** What stands below the page's header: the introduction with the form, or one panel in their place. */
export class PageView {
  readonly #root: HTMLElement;
  readonly #strings: Strings;
  readonly #app: App;
  readonly #form: FormView;
  readonly #progress: ProgressView;
  #step: State["step"] | undefined;

  constructor(root: HTMLElement, strings: Strings, app: App) {
    this.#root = root;
    this.#strings = strings;
    this.#app = app;
    this.#form = new FormView(strings, app.draft, () => app.send());
    this.#progress = new ProgressView(strings, () => app.backToWriting());
  }

  show(state: State): void {
    const entering = state.step !== this.#step;
    this.#step = state.step;
    document.documentElement.dataset.step = state.step;
    if (state.step === "checking") this.#form.showChecking();
    if (state.step === "writing") this.#showWriting(state);
    if (state.step === "sending") this.#progress.show(state);
    // What was typed stays in the form's own field until the field is told that the draft is empty.
    if (state.step === "arrived" || state.step === "wiped") this.#form.refresh();
    if (!entering) return;
    if (state.step === "checking" || state.step === "writing") this.#placeForm();
    else this.#placePanel(state.step === "sending" ? this.#progress : this.#panelOf(state));
  }

  #showWriting({ verified, notice }: Extract<State, { step: "writing" }>): void {
    document.documentElement.dataset.primitives = verified.provider;
    this.#form.showReady(verified.reviewers, notice);
  }

  /** A new step begins at the top of the window, and a screen reader begins with its heading. */
  #placePanel({ element: made, heading }: { element: HTMLElement; heading: HTMLElement }): void {
    this.#root.replaceChildren(made);
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }

  #placeForm(): void {
    this.#form.refresh();
    if (this.#form.element.isConnected) return;
    this.#root.replaceChildren(introduction(this.#strings), this.#form.element);
  }

  #panelOf(state: Exclude<State, { step: "checking" | "writing" | "sending" }>) {
    const { app, strings } = { app: this.#app, strings: this.#strings };
    switch (state.step) {
      case "refused":
        return refusal(strings, state.code, () => app.check());
      case "stopped":
        return panel(
          "grave",
          strings.stopped,
          paragraphs([this.#sentence(state.code), strings.stoppedNothingLost]),
          [
            button(strings.tryAgain, "primary", () => app.tryAgain()),
            button(strings.saveSealedFile, "quiet", () => app.saveSealedFile()),
            button(strings.back, "quiet", () => app.backToWriting()),
          ],
        );
      case "saving":
        return panel("calm", strings.saving, [element("progress")], []);
      case "saved":
        return panel("calm", strings.saved, paragraphs(strings.savedNext), [
          button(strings.back, "quiet", () => app.backToWriting()),
          button(strings.wipe, "quiet", () => app.wipe()),
        ]);
      case "arrived":
        return panel("good", strings.arrived, paragraphs(strings.arrivedNext), [
          button(strings.wipe, "primary", () => app.wipe()),
        ]);
      case "wiped":
        return panel("calm", strings.wiped, paragraphs([strings.wipedNext]), []);
    }
  }

  #sentence(code: SourceErrorCode): string {
    return this.#strings.sentences[SENTENCE_OF[code]];
  }
}

/** Nothing can be sealed, and why; with a way to ask again, where asking again may help. */
export function refusal(strings: Strings, code: SourceErrorCode, again: (() => void) | undefined) {
  const actions = again ? [button(strings.tryAgain, "primary", again)] : [];
  return panel("grave", strings.refused, paragraphs([strings.sentences[SENTENCE_OF[code]]]), actions);
}

function introduction(strings: Strings): HTMLElement {
  const notes = strings.notes.map(({ heading, text }) =>
    element("li", {}, element("strong", {}, heading), element("span", {}, text)),
  );
  return element(
    "div",
    { class: "introduction" },
    element("h1", {}, strings.heading),
    element("p", { class: "lede" }, strings.lede),
    element(
      "section",
      { class: "notes", "aria-labelledby": "notes" },
      element("h2", { id: "notes" }, strings.notesHeading),
      element("ul", {}, ...notes),
    ),
  );
}
