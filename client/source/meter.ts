import type { DeliveryListener } from "./delivery.ts";
import { Pace } from "./pace.ts";
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

  waiting(seconds: number): void {
    this.#pace.forget();
    this.#show({ ...this.#progress, waiting: seconds });
  }
}
