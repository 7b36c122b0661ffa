import { startOwnWorker } from "../browser/own-worker.ts";
import { TroubleError } from "./trouble.ts";
import type { FromWorker, ToWorker } from "./worker/messages.ts";
import type { Answer, Asked, WorkName } from "./worker/works.ts";

/** The worker's bundled program: the build puts the text in place of this name. */
declare const NIGHTJAR_WORKER: string;

interface Waiting {
  readonly progress: (done: number) => void;
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: TroubleError) => void;
}

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
export class WorkerClient {
  readonly #worker = startOwnWorker(NIGHTJAR_WORKER);
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#take(data));
    const broken = () => {
      for (const { reject } of this.#waiting.values()) reject(new TroubleError("page-broken"));
      this.#waiting.clear();
    };
    this.#worker.addEventListener("error", broken);
    this.#worker.addEventListener("messageerror", broken);
  }

  /** @param progress hears how much of it is done, 0 to 1 @throws TroubleError */
  ask<K extends WorkName>(
    name: K,
    asked: Asked<K>,
    progress: (done: number) => void = () => {},
  ): Promise<Answer<K>> {
    const job = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(job, { progress, resolve: resolve as (answer: unknown) => void, reject });
      this.#worker.postMessage({ job, name, asked } satisfies ToWorker);
    });
  }

  #take(message: FromWorker): void {
    const waiting = this.#waiting.get(message.job);
    if (!waiting) return;
    if (message.kind !== "progress") this.#waiting.delete(message.job);
    if (message.kind === "progress") waiting.progress(message.done);
    else if (message.kind === "done") waiting.resolve(message.answer);
    else {
      const { trouble, ...about } = message.told;
      waiting.reject(new TroubleError(trouble, about));
    }
  }
}
