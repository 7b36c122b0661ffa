import type { Finding } from "../pictures/finding.ts";
import { startWorker } from "./start-worker.ts";
import type { DamageCode, FromCleaner, ToCleaner } from "./worker/clean-messages.ts";

/** What became of a file: a clean copy and what is not in it any more, what a document holds, or why there is no copy. */
export type Cleaning =
  | { readonly kind: "cleaned"; readonly copy: Blob; readonly findings: readonly Finding[] }
  | { readonly kind: "uncleanable"; readonly findings: readonly Finding[] }
  | { readonly kind: "damaged"; readonly code: DamageCode };

/** Cleans files one after the other in a worker of its own, so that a large one never stalls the page. */
export class Cleaner {
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #count = 0;

  clean(file: Blob): Promise<Cleaning> {
    const cleaning = this.#last.then(() => this.#cleanNext(file));
    this.#last = cleaning;
    return cleaning;
  }

  /** Ends the worker, with everything in its memory. What is still waited for never comes. */
  terminate(): void {
    this.#worker?.terminate();
    this.#worker = undefined;
    this.#last = Promise.resolve();
  }

  #cleanNext(file: Blob): Promise<Cleaning> {
    this.#worker ??= startWorker("cleaner");
    const worker = this.#worker;
    const number = ++this.#count;
    return new Promise((resolve) => {
      worker.onmessage = ({ data }: MessageEvent<FromCleaner>) => {
        if (data.number === number) resolve(data);
      };
      worker.onerror = () => {
        this.#worker = undefined;
        worker.terminate();
        resolve({ kind: "damaged", code: "cleaner-broken" });
      };
      worker.postMessage({ number, file } satisfies ToCleaner);
    });
  }
}
