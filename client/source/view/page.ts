import { button, paragraphs } from "../../browser/dom.ts";
import { wordsOf } from "../../report/vocabulary/languages.ts";
import type { App } from "../app.ts";
import type { SourceFailure } from "../errors.ts";
import type { State, Trust } from "../state.ts";
import { type Aside, isAside, type Place, type Question, stepAfter, stepBefore, stepsOf } from "../steps.ts";
import { SENTENCE_OF } from "../strings/sentence-of.ts";
import type { Strings } from "../strings/strings.ts";
import type { Around } from "./around.ts";
import { ends } from "./ends.ts";
import { failureSentence } from "./failure.ts";
import { type FrameOptions, frame, type Shown } from "./frame.ts";
import type { AskActions } from "./letters/ask.ts";
import { codenameStep, repeatStep } from "./letters/codename.ts";
import { lettersStep } from "./letters/letters.ts";
import { panel } from "./panel.ts";
import { ProgressView } from "./progress.ts";
import { StatusView } from "./status.ts";
import type { StepView } from "./step-view.ts";
import { beginStep } from "./steps/begin.ts";
import { languageStep } from "./steps/language.ts";
import { reviewStep } from "./steps/review.ts";
import { type RosterLetters, rosterStep } from "./steps/roster.ts";
import { tellStep } from "./steps/tell.ts";
import { WayBack } from "./way-back.ts";

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
  readonly #wayBack = new WayBack((place) => this.#wentTo(place));
  #strings: Strings;
  #at: Place = "language";
  #step: State["step"] | undefined;
  #trust: Trust["state"] | undefined;
  #view: StepView | undefined;
  /** What is to be changed, where the way goes back to it. */
  #question: Question | undefined;
  #progress: ProgressView;

  constructor(options: PageOptions, strings: Strings) {
    this.#options = options;
    this.#strings = strings;
    this.#progress = this.#progressView();
    this.#wayBack.note(this.#at);
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
    if (state.step === "arrived" && state.what === "tip") this.#wayBack.forget();
    const shown = state.step === "sending" ? this.#progress : ends(this.#strings, this.#options.app, state);
    this.#place(shown, state.step);
  }

  /** What is being typed is not disturbed by news about the roster, unless the step shows them: nor is it taken away. */
  #showWriting(trust: Trust, notice: SourceFailure | undefined, entering: boolean): void {
    const news = trust.state !== this.#trust || trust.state === "wanted";
    this.#trust = trust.state;
    document.documentElement.dataset.trust = trust.state;
    this.#status.show(this.#strings, trust);
    const refused = trust.state === "refused" && this.#at !== "language" && this.#at !== "tell";
    if (refused) {
      const { app } = this.#options;
      const back = app.draft.holdsSomething && this.#at === "review" ? () => this.#goBack() : undefined;
      this.#place(
        refusal(this.#strings, trust, () => app.check(), back),
        "refused",
      );
    } else if (entering || notice || this.#view === undefined || (news && SHOWING_TRUST.has(this.#at)))
      this.#placeStep(notice);
    else this.#view?.hear?.();
  }

  #placeStep(notice?: SourceFailure): void {
    const { app } = this.#options;
    const at = this.#at;
    app.draft.files.changed = () => {};
    this.#view = this.#stepView(at);
    const shown = frame({
      strings: this.#strings,
      view: this.#view,
      parts: this.#parts(at),
      notice: notice && noticeSentence(this.#strings.sentences, notice),
      back: stepBefore(at, app.fromFile) && (() => this.#goBack()),
      next: () => this.#goOn(),
    });
    document.documentElement.dataset.at = at;
    this.#place(shown, "writing");
    if (this.#question) this.#view.ask?.(this.#question);
    this.#question = undefined;
  }

  /** A step, made anew from the draft. */
  #stepView(place: Place): StepView {
    const { app, languages } = this.#options;
    const status = this.#status.element;
    const strings = this.#strings;
    const around: Around = { strings, words: wordsOf(strings.language), draft: app.draft };
    const givesLetters = () => app.givesLetters;
    switch (place) {
      case "language":
        return languageStep(languages, (chosen) => this.#speak(chosen));
      case "begin":
        return beginStep(around, status, {
          handIn: app.fromFile ? undefined : (file) => app.handIn(file),
          readLetters: () => this.#goAside("letters"),
          givesLetters: () => !app.fromFile && app.givesLetters,
        });
      case "roster":
        return rosterStep(around, app.trust, status, (file) => app.takeRoster(file), this.#rosterLetters());
      case "tell":
        return tellStep(around, givesLetters);
      case "review":
        return reviewStep(around, app.trust, app.fromFile, status, {
          change: (question) => this.#goBack(question),
          seal: () => app.seal(),
          ask: givesLetters() ? this.#ask() : undefined,
          again: () => this.#placeAgain(),
        });
      case "codename":
        return codenameStep(around, () => this.#goAside("repeat"));
      case "repeat":
        return repeatStep(around, {
          done: () => (this.#wayBack.works ? this.#wayBack.back(2) : this.#go("review")),
          showAgain: () => this.#goBack(),
        });
      case "letters":
        return lettersStep(around, {
          failure: app.pool.failure,
          look: app.pool.isHeld ? () => this.#look() : undefined,
          write: () => this.#goTo("tell"),
          again: () => this.#placeStep(),
        });
    }
  }

  /** Shows the step anew where it stands. */
  #placeAgain(): void {
    const { scrollY } = window;
    const focused = document.activeElement?.id ?? "";
    this.#placeStep();
    window.scrollTo(0, scrollY);
    if (focused !== "") document.getElementById(focused)?.focus({ preventScroll: true });
  }

  #ask(): AskActions {
    return {
      make: () => this.#goAside("codename"),
      enter: () => this.#goAside("letters"),
      again: () => this.#placeAgain(),
    };
  }

  #rosterLetters(): RosterLetters | undefined {
    const { app } = this.#options;
    if (!app.givesLetters) return undefined;
    return {
      chosen: app.pool.isHeld,
      failure: app.pool.failure,
      take: async (file) => {
        await app.pool.take(file);
        if (this.#at === "roster" && this.#step === "writing") this.#placeAgain();
      },
      read: () => this.#goAside("letters"),
    };
  }

  /** Looks for the letters of the codename in use, and shows what came of it to whoever still waits for it. */
  async #look(): Promise<void> {
    const looking = this.#options.app.look();
    this.#placeStep();
    await looking;
    if (this.#at === "letters" && this.#step === "writing") this.#placeStep();
  }

  #parts(at: Place): FrameOptions["parts"] {
    if (at === "language" || at === "begin" || isAside(at)) return undefined;
    const steps = stepsOf(this.#options.app.fromFile).filter((step) => step !== "language");
    return { names: steps.map((step) => this.#strings.way.parts[step]), at: steps.indexOf(at) };
  }

  #goOn(): void {
    const next = stepAfter(this.#at, this.#options.app.fromFile);
    if (next) this.#goTo(next);
  }

  #goTo(place: Place): void {
    this.#wayBack.note(place);
    this.#go(place);
  }

  /** Beside the way nothing entered is left standing. */
  #goAside(aside: Aside): void {
    this.#options.app.draft.correspondence.entry.wipe();
    this.#goTo(aside);
  }

  #goBack(question?: Question): void {
    this.#question = question;
    const before = stepBefore(this.#at, this.#options.app.fromFile);
    if (this.#wayBack.works) this.#wayBack.back();
    else if (before) this.#go(before);
  }

  /**
   * By the browser. What is being sent, or was, stays in sight, and so does what is to be mended before one goes on; from
   * a failure it is the way back to the writing.
   */
  #wentTo(place: Place): void {
    if (place === this.#at) return;
    const mend = place === stepAfter(this.#at, this.#options.app.fromFile) ? this.#view?.mend?.() : undefined;
    if (this.#step !== "writing") this.#wayBack.note(this.#at);
    else if (mend && !mend.unlikely) this.#wayBack.back();
    else this.#go(place);
    if (this.#step === "stopped" || this.#step === "saved") this.#options.app.backToWriting();
  }

  #go(place: Place): void {
    this.#at = place;
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
    this.#goOn();
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
const SHOWING_TRUST: ReadonlySet<Place> = new Set<Place>(["roster", "review"]);

/** Nothing can be sealed, and why; with a way to ask again, where asking again may help, and to what was written. */
export function refusal(
  strings: Strings,
  failure: SourceFailure,
  again: (() => void) | undefined,
  back?: () => void,
): Shown {
  const { way, ends: words } = strings;
  const sentences = [failureSentence(strings, failure), ...(back ? [words.nothingLost] : [])];
  const actions = [
    ...(again ? [button(way.tryAgain, "primary", again)] : []),
    ...(back ? [button(words.back, "quiet", back)] : []),
  ];
  return panel("grave", way.refused, paragraphs(sentences), actions);
}

/** What to mend, and where it is a file, which. */
function noticeSentence(sentences: Strings["sentences"], { code, file }: SourceFailure): string {
  const sentence = sentences[SENTENCE_OF[code]];
  return file ? `${file}: ${sentence}` : sentence;
}
