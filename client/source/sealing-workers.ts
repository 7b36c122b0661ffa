import { SourceError } from "./errors.ts";
import { SealingWorker } from "./sealing-worker.ts";
import type { Verified } from "./worker/messages.ts";

/** The page's workers, each of which verifies the roster first. */
export class SealingWorkers {
  /** The bytes of the roster that holds, once there is one. */
  rosterFile: Uint8Array<ArrayBuffer> | undefined;
  /** What is sent is sealed here. */
  #sending: SealingWorker | undefined;
  /** Those that verify or look, each on one thing: nothing that is sent waits for them, or ends them. */
  readonly #aside = new Set<SealingWorker>();
  #ended = false;

  /** The worker for what is sent. @throws SourceError roster-unreachable, or with what does not hold */
  async start(): Promise<SealingWorker> {
    if (!this.rosterFile) throw new SourceError("roster-unreachable");
    const worker = new SealingWorker();
    this.#sending = worker;
    await worker.verify(this.rosterFile);
    return worker;
  }

  endSending(): void {
    this.#sending?.terminate();
    this.#sending = undefined;
  }

  /** Whether a roster holds. @throws SourceError with the first thing that does not */
  verify(rosterFile: Uint8Array<ArrayBuffer>): Promise<Verified> {
    return this.#with(rosterFile, (_, verified) => verified);
  }

  /** Work for a worker of its own, which is ended after it. @throws SourceError roster-unreachable, or as the work does */
  aside<T>(work: (worker: SealingWorker) => Promise<T>): Promise<T> {
    return this.#with(this.rosterFile, work);
  }

  /** Ends all, for good. */
  end(): void {
    this.#ended = true;
    this.endSending();
    for (const worker of this.#aside) worker.terminate();
    this.rosterFile = undefined;
  }

  async #with<T>(
    rosterFile: Uint8Array<ArrayBuffer> | undefined,
    work: (worker: SealingWorker, verified: Verified) => T | Promise<T>,
  ): Promise<T> {
    if (!rosterFile || this.#ended) throw new SourceError("roster-unreachable");
    const worker = new SealingWorker();
    this.#aside.add(worker);
    try {
      return await work(worker, await worker.verify(rosterFile));
    } finally {
      worker.terminate();
      this.#aside.delete(worker);
    }
  }
}
