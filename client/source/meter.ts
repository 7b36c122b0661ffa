import type { DeliveryListener } from "./delivery.ts";
import type { Progress } from "./state.ts";

/** How far what is being sent has come; each change is shown. */
export class Meter implements DeliveryListener {
  readonly #show: (progress: Progress) => void;
  readonly #pace = new Pace();
  #progress: Progress = { what: "tip", stored: 0, length: 0, paused: false };

  constructor(show: (progress: Progress) => void) {
    this.#show = show;
  }

  get what(): Progress["what"] {
    return this.#progress.what;
  }

  begin(what: Progress["what"]): void {
    this.#pace.forget();
    this.#progress = { what, stored: 0, length: 0, paused: false };
    this.#show(this.#progress);
  }

  /** Pauses, or goes on. */
  pause(paused: boolean): void {
    this.#pace.forget();
    this.#progress = { ...this.#progress, paused };
    this.#show(this.#progress);
  }

  progress(stored: number, length: number): void {
    this.#pace.note(performance.now() / 1000, stored);
    this.#progress = { ...this.#progress, stored, length };
    const remaining = this.#pace.remaining(length);
    this.#show(remaining === undefined ? this.#progress : { ...this.#progress, remaining });
  }

  waiting(seconds: number | undefined): void {
    this.#pace.forget();
    this.#show(seconds === undefined ? this.#progress : { ...this.#progress, waiting: seconds });
  }
}

/** How many of the last steps of progress the pace is taken from, and how many are needed to say anything. */
const WINDOW = 12;
const LEAST = 3;

/**
 * How long the rest will take, from how fast the last parts went. Says nothing until it knows something, and
 * forgets everything when the work was interrupted.
 */
export class Pace {
  #marks: readonly { readonly seconds: number; readonly done: number }[] = [];

  /** So much is done at this time, in seconds on any clock. */
  note(seconds: number, done: number): void {
    this.#marks = [...this.#marks, { seconds, done }].slice(-WINDOW);
  }

  forget(): void {
    this.#marks = [];
  }

  /** Seconds until all of `length` is done; undefined while that can't be said honestly. */
  remaining(length: number): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || this.#marks.length < LEAST) return undefined;
    const perSecond = (last.done - first.done) / (last.seconds - first.seconds);
    return perSecond > 0 && Number.isFinite(perSecond) ? (length - last.done) / perSecond : undefined;
  }
}
