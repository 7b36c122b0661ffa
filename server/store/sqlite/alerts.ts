import { errorCode } from "../../errors.ts";

/** What goes wrong with the spool as a whole, told to the operator once, and again when it has passed. */
export class Alerts {
  readonly #report: (sentence: string) => void;
  readonly #told = new Map<string, string>();

  constructor(report: (sentence: string) => void) {
    this.#report = report;
  }

  /** `sentence` is what is the matter with `what` now; undefined if nothing is. */
  note(what: string, sentence: string | undefined): void {
    const before = this.#told.get(what);
    if (sentence === before) return;
    if (sentence === undefined) this.#told.delete(what);
    else this.#told.set(what, sentence);
    this.#report(`${what}: ${sentence ?? "all is well again."}`);
  }

  /** Runs a task that is tried again with the next heartbeat if it fails. */
  async watch(what: string, task: () => unknown): Promise<void> {
    try {
      await task();
      this.note(what, undefined);
    } catch (error) {
      const code = errorCode(error);
      this.note(what, `this failed (${code}) and is tried again: look at the disk's room and health.`);
    }
  }
}
