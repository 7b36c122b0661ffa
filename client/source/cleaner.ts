import { Caller } from "../workers/calls.ts";
import { startWorker } from "./start-worker.ts";
import type { CleanerCalls } from "./worker/clean-main.ts";
import type { Cleaned, DamageCode } from "./worker/clean-messages.ts";

/** What became of a file, or why there is no copy. */
export type Cleaning = Cleaned | { readonly kind: "damaged"; readonly code: DamageCode };

class Damaged extends Error {
  readonly code: DamageCode;

  constructor(code: DamageCode) {
    super(code);
    this.code = code;
  }
}

/** Cleans files one after the other in a worker of its own, so that a large one never stalls the page. */
export class Cleaner {
  #worker: Worker | undefined;
  #caller: Caller<CleanerCalls, DamageCode> | undefined;
  #last: Promise<unknown> = Promise.resolve();

  clean(file: Blob): Promise<Cleaning> {
    const cleaning = this.#last.then(() => this.#cleanNext(file));
    this.#last = cleaning;
    return cleaning;
  }

  /** Ends the worker, with everything in its memory. What is still waited for never comes. */
  terminate(): void {
    this.#worker?.terminate();
    this.#caller = undefined;
    this.#last = Promise.resolve();
  }

  async #cleanNext(file: Blob): Promise<Cleaning> {
    try {
      this.#caller ??= this.#started();
      return await this.#caller.call("clean", file);
    } catch (error) {
      // Whatever else fails is the worker, perhaps as it was made.
      const code = error instanceof Damaged ? error.code : "cleaner-broken";
      // What comes next has a worker that nothing has happened to.
      if (code === "cleaner-broken") this.#caller = undefined;
      return { kind: "damaged", code };
    }
  }

  #started(): Caller<CleanerCalls, DamageCode> {
    this.#worker?.terminate();
    this.#worker = startWorker("cleaner");
    return new Caller(this.#worker, "cleaner-broken", (code) => new Damaged(code));
  }
}
