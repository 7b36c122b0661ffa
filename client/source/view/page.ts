import { wordsOf } from "../../report/vocabulary/languages.ts";
import type { App } from "../app.ts";
import type { State, Trouble, Trust } from "../state.ts";
import { type Step, stepAfter, stepBefore, stepsOf, type WayOptions } from "../steps.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";
import type { Around } from "./around.ts";
import { button, paragraphs } from "./dom.ts";
import { ends } from "./ends.ts";
import { frame, type Shown } from "./frame.ts";
import { panel } from "./panel.ts";
import { ProgressView } from "./progress.ts";
import { StatusView } from "./status.ts";
import { stepView } from "./step-of.ts";
import type { StepView } from "./step-view.ts";
import { troubleSentence } from "./trouble.ts";

export interface PageOptions {
  readonly root: HTMLElement;
  readonly app: App;
  readonly languages: readonly Strings[];
  /** Told when a language was chosen: what stands around the steps is said in it, too. */
  readonly speak: (strings: Strings) => void;
}

/** What stands below the page's header: one step of the way, or one panel in its place. */
export class PageView {
  readonly #options: PageOptions;
  readonly #status = new StatusView();
  #strings: Strings;
  #at: Step = "language";
  #step: State["step"] | undefined;
  #trust: Trust["state"] | undefined;
  #view: StepView | undefined;
  #progress: ProgressView;

  constructor(options: PageOptions, strings: Strings) {
    this.#options = options;
    this.#strings = strings;
    this.#progress = this.#progressView();
  }

  show(state: State): void {
    const entering = state.step !== this.#step;
    this.#step = state.step;
    if (state.step === "writing") this.#showWriting(state.trust, state.notice, entering);
    else this.#showOther(state, entering);
  }

  /** Files that were pasted, if they may be just now. */
  paste(files: readonly File[]): void {
    this.#view?.paste?.(files);
  }

  #showOther(state: Exclude<State, { step: "writing" }>, entering: boolean): void {
    this.#trust = undefined;
    this.#view = undefined;
    if (state.step === "sending") this.#progress.show(state);
    if (!entering) return;
    const shown = state.step === "sending" ? this.#progress : ends(this.#strings, this.#options.app, state);
    this.#place(shown, state.step);
  }

  /** What is being typed is not disturbed by news about the roster, unless the step shows them. */
  #showWriting(trust: Trust, notice: Trouble | undefined, entering: boolean): void {
    const news = trust.state !== this.#trust || trust.state === "wanted";
    this.#trust = trust.state;
    document.documentElement.dataset.trust = trust.state;
    this.#status.show(this.#strings, trust);
    const refused = trust.state === "refused" && this.#at !== "language";
    if (refused)
      this.#place(
        refusal(this.#strings, trust, () => this.#options.app.check()),
        "refused",
      );
    else if (entering || notice || this.#view === undefined || (news && SHOWING_TRUST.has(this.#at)))
      this.#placeStep(notice);
  }

  #placeStep(notice?: Trouble): void {
    const { app } = this.#options;
    const { options, at } = { options: this.#way(), at: this.#at };
    app.draft.files.changed = () => {};
    const around: Around = {
      strings: this.#strings,
      words: wordsOf(this.#strings.language),
      draft: app.draft,
    };
    const before = stepBefore(at, options);
    this.#view = stepView(at, around, {
      app,
      languages: this.#options.languages,
      status: this.#status.element,
      speak: (strings) => this.#speak(strings),
      go: (step) => this.#go(step),
      again: () => this.#placeStep(),
    });
    const { way, sentences } = this.#strings;
    const all = stepsOf(options).filter((step) => step !== "language");
    const shown = frame({
      around,
      view: this.#view,
      progress: at === "language" || at === "begin" ? undefined : way.step(all.indexOf(at) + 1, all.length),
      notice: notice && noticeSentence(sentences, notice),
      back: before && (() => this.#go(before)),
      next: () => this.#go(stepAfter(at, this.#way()) ?? at),
    });
    document.documentElement.dataset.at = at;
    this.#place(shown, "writing");
  }

  #go(step: Step): void {
    this.#at = step;
    const { trust } = this.#options.app;
    if (trust.state === "refused") this.#showWriting(trust, undefined, true);
    else this.#placeStep();
  }

  #speak(strings: Strings): void {
    this.#strings = strings;
    const { app, speak } = this.#options;
    app.draft.language = strings.language;
    speak(strings);
    this.#status.show(strings, app.trust);
    this.#progress = this.#progressView();
    this.#go(stepAfter("language", this.#way()) ?? "language");
  }

  #way(): WayOptions {
    const { app } = this.#options;
    return { kinds: app.draft.answers.kinds, fromFile: app.fromFile };
  }

  #progressView(): ProgressView {
    const { app } = this.#options;
    return new ProgressView(this.#strings, {
      pause: () => app.pause(),
      resume: () => app.resume(),
      cancel: () => app.backToWriting(),
    });
  }

  /** What is new begins at the top of the window, and a screen reader begins with its heading. */
  #place({ element: made, heading }: Shown, step: string): void {
    if (step === "refused") this.#view = undefined;
    document.documentElement.dataset.step = step;
    this.#options.root.replaceChildren(made);
    window.scrollTo(0, 0);
    heading.focus({ preventScroll: true });
  }
}

/** Steps that show what is known of the roster in more than the line about it. */
const SHOWING_TRUST: ReadonlySet<Step> = new Set<Step>(["roster", "review"]);

/** Nothing can be sealed, and why; with a way to ask again, where asking again may help. */
export function refusal(strings: Strings, trouble: Trouble, again: (() => void) | undefined): Shown {
  const actions = again ? [button(strings.way.tryAgain, "primary", again)] : [];
  return panel("grave", strings.way.refused, paragraphs([troubleSentence(strings, trouble)]), actions);
}

/** What to mend, and where it is a file, which. */
function noticeSentence(sentences: Strings["sentences"], { code, file }: Trouble): string {
  const sentence = sentences[SENTENCE_OF[code]];
  return file ? `${file}: ${sentence}` : sentence;
}
