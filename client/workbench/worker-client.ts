import type { Trouble } from "../opening/trouble.ts";
import { startWorker } from "./start-worker.ts";
import type { FromWorker, ToWorker } from "./worker/messages.ts";

/** A question without the number that the client gives it. */
export type Question = ToWorker extends infer T
  ? T extends { kind: string }
    ? Omit<T, "job">
    : never
  : never;

/** Something could not be done; `trouble` has a sentence in every language. */
export class TroubleError extends Error {
  override readonly name = "TroubleError";
  readonly trouble: Trouble;

  constructor(trouble: Trouble) {
    super(trouble);
    this.trouble = trouble;
  }
}

interface Waiting {
  readonly hear: (message: FromWorker) => void;
  readonly resolve: () => void;
  readonly reject: (error: TroubleError) => void;
}

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
export class WorkerClient {
  readonly #worker = startWorker();
  readonly #waiting = new Map<number, Waiting>();
  #next = 1;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => this.#take(data));
    const broken = () => {
      for (const { reject } of this.#waiting.values()) reject(new TroubleError("worker-broken"));
      this.#waiting.clear();
    };
    this.#worker.addEventListener("error", broken);
    this.#worker.addEventListener("messageerror", broken);
  }

  /** Ends when the worker is done with it. @throws TroubleError */
  ask(question: Question, hear: (message: FromWorker) => void = () => {}): Promise<void> {
    const job = this.#next++;
    return new Promise((resolve, reject) => {
      this.#waiting.set(job, { hear, resolve, reject });
      this.#worker.postMessage({ ...question, job });
    });
  }

  #take(message: FromWorker): void {
    const waiting = this.#waiting.get(message.job);
    if (!waiting) return;
    if (message.kind === "done" || message.kind === "failed") this.#waiting.delete(message.job);
    if (message.kind === "done") waiting.resolve();
    else if (message.kind === "failed") waiting.reject(new TroubleError(message.trouble));
    else waiting.hear(message);
  }
}
