import type { Codename } from "../letters/codename.ts";
import type { FoundLetters } from "../letters/find-letters.ts";
import { SourceError, type SourceErrorCode } from "./errors.ts";
import { startWorker } from "./start-worker.ts";
import type { FromWorker, SealingDraft, ToWorker } from "./worker/messages.ts";

export type Verified = Extract<FromWorker, { kind: "verified" }>;

/** Told of an envelope while it is being sealed, in this order: begins once, part by part, ends once. */
export interface EnvelopeSink {
  begins(length: number, parts: number): void;
  /** Each part must be acknowledged to the worker, sooner or later, or it stops after a few. */
  part(bytes: Uint8Array<ArrayBuffer>): void;
  ends(digest: string): void;
}

/** The worker that verifies and seals, from the page's side. It does one thing at a time. */
export class SealingWorker {
  readonly #worker: Worker;
  #onMessage: (message: FromWorker) => void = () => {};
  #onFailure: (code: SourceErrorCode, opens?: string, file?: string) => void = () => {};

  constructor() {
    this.#worker = startWorker("sealer");
    this.#worker.addEventListener("message", (event: MessageEvent<FromWorker>) => {
      if (event.data.kind === "failed") this.#onFailure(event.data.code, event.data.opens, event.data.file);
      else this.#onMessage(event.data);
    });
    this.#worker.addEventListener("error", () => this.#onFailure("worker-broken"));
    this.#worker.addEventListener("messageerror", () => this.#onFailure("worker-broken"));
  }

  /** Verifies the bytes of `/v1/roster`. @throws SourceError with the first thing that does not hold */
  verify(rosterFile: Uint8Array<ArrayBuffer>): Promise<Verified> {
    return this.#ask({ kind: "verify", rosterFile }, (message, done) => {
      if (message.kind === "verified") done(message);
    });
  }

  /** Looks for a codename's letters among everybody's. @throws SourceError letters-malformed */
  look(codename: Codename, pool: Uint8Array<ArrayBuffer>): Promise<FoundLetters> {
    return this.#ask({ kind: "look", codename, pool }, (message, done) => {
      if (message.kind === "looked") done(message.found);
    });
  }

  /** Seals a draft into the sink. @throws SourceError; the sink then hears no more */
  seal(draft: SealingDraft, sink: EnvelopeSink): Promise<void> {
    return this.#ask({ kind: "seal", draft }, (message, done) => {
      if (message.kind === "sealing") sink.begins(message.length, message.parts);
      if (message.kind === "part") sink.part(message.bytes);
      if (message.kind === "sealed") {
        sink.ends(message.digest);
        done();
      }
    });
  }

  /** The page is done with a part: its buffer goes back. */
  acknowledge(bytes: Uint8Array<ArrayBuffer>): void {
    this.#post({ kind: "acknowledge", bytes }, [bytes.buffer]);
  }

  /** Ends it, with everything in its memory. Whoever still waits for it waits in vain. */
  terminate(): void {
    this.#worker.terminate();
  }

  #post(message: ToWorker, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #ask<T>(question: ToWorker, hear: (message: FromWorker, done: (result: T) => void) => void): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#onFailure = (...trouble) => reject(new SourceError(...trouble));
      this.#onMessage = (message) => {
        try {
          hear(message, resolve);
        } catch (error) {
          reject(error);
        }
      };
      this.#post(question);
    });
  }
}
