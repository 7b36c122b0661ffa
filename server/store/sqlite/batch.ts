import { SpoolError } from "../spool.ts";

/** Takes all at once, and has a result or a refusal for each, in their order. */
type Work<Item, Result> = (items: readonly Item[]) => readonly (Result | SpoolError)[];

interface Waiting<Item, Result> {
  readonly item: Item;
  readonly resolve: (result: Result) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Collects what arrives in one turn of the event loop and hands it over together: one transaction, one wait for the
 * disk, then an answer for each: a result, or a refusal of that one. If the work fails, it fails for all of them.
 */
export class Batch<Item, Result> {
  readonly #work: Work<Item, Result>;
  #waiting: Waiting<Item, Result>[] = [];

  constructor(work: Work<Item, Result>) {
    this.#work = work;
  }

  add(item: Item): Promise<Result> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length === 1) setImmediate(() => this.flush());
    });
  }

  flush(): void {
    const waiting = this.#waiting;
    if (waiting.length === 0) return;
    this.#waiting = [];
    try {
      const results = this.#work(waiting.map(({ item }) => item));
      for (const [i, { resolve, reject }] of waiting.entries()) {
        const result = results[i] as Result | SpoolError;
        if (result instanceof SpoolError) reject(result);
        else resolve(result);
      }
    } catch (error) {
      for (const { reject } of waiting) reject(error);
    }
  }
}
