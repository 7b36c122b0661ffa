import { Worker } from "node:worker_threads";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { dayOf } from "../../../protocol/day.ts";
import { digestOfOnlyLeaf } from "../leaf.ts";
import type { Pickup } from "../pickup.ts";
import type { Spool, SpoolHealth } from "../spool.ts";
import {
  type Answer,
  type Call,
  type Gather,
  gathering,
  handedOver,
  type Message,
  type OperationName,
  type Operations,
  receivedError,
  type ThreadOptions,
} from "./messages.ts";

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A spool in SQLite files that works in a thread of its own, so that nobody here waits for a disk. */
export class ThreadedSpool implements Spool {
  readonly pickup: Pickup;
  /** The bytes are the spool's from here on. */
  readonly putPart: Spool["putPart"] = (...asked) => this.#call("putPart", ...asked);
  readonly expectPart: Spool["expectPart"] = (...asked) => this.#call("expectPart", ...asked);
  readonly commit: Spool["commit"] = (...asked) => this.#call("commit", ...asked);
  readonly abandon: Spool["abandon"] = (...asked) => this.#call("abandon", ...asked);
  health: SpoolHealth = { doubt: null, damaged: [] };
  today = dayOf(0);
  readonly #send: Gather<Call>;
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #state: "opening" | "open" | "closed" = "opening";

  private constructor(worker: Worker) {
    this.#send = gathering(setImmediate, (calls, buffers) => worker.postMessage(calls, buffers));
    this.pickup = {
      serve: (...asked) => this.#call("serve", ...asked),
      days: (...asked) => this.#call("days", ...asked),
      page: (...asked) => this.#call("page", ...asked),
      again: (...asked) => this.#call("again", ...asked),
      expired: () => this.#call("expired"),
      find: (...asked) => this.#call("find", ...asked),
      part: (...asked) => this.#call("part", ...asked),
      acknowledge: (...asked) => this.#call("acknowledge", ...asked),
    };
  }

  /** @param report takes a sentence for the operator. @throws SpoolError spool-in-use, spool-full, spool-damaged */
  static open(options: ThreadOptions, report: (sentence: string) => void): Promise<ThreadedSpool> {
    const worker = new Worker(new URL("./main.ts", import.meta.url), { workerData: options });
    const spool = new ThreadedSpool(worker);
    return new Promise((resolve, reject) => {
      worker.on("message", (message: Message) => {
        if (message.kind === "health" || message.kind === "opened")
          [spool.health, spool.today] = [message.health, message.today];
        if (message.kind === "opened") {
          spool.#state = "open";
          resolve(spool);
        } else if (message.kind === "unopened") reject(receivedError(message.error));
        else if (message.kind === "report") report(message.sentence);
        else if (message.kind === "answers") for (const answer of message.answers) spool.#settle(answer);
      });
      // Whatever ends the thread, but for a close, ends the server: it comes out as an uncaught exception.
      worker.on("error", (error) => {
        throw error;
      });
      worker.on("exit", () => {
        if (spool.#state === "open") throw new Error("the spool's thread ended");
      });
    });
  }

  /** The bytes are the spool's from here on. Digested in this thread, which never waits for a disk as the other does. */
  put(envelope: Uint8Array): Promise<EnvelopeDigest> {
    return this.#call("put", envelope, digestOfOnlyLeaf(envelope));
  }

  async close(): Promise<void> {
    this.#state = "closed";
    await this.#call("close");
  }

  #call<Name extends OperationName>(
    name: Name,
    ...values: Parameters<Operations[Name]>
  ): Promise<Awaited<ReturnType<Operations[Name]>>> {
    return new Promise((resolve, reject) => {
      const call = this.#calls++;
      this.#pending.set(call, { resolve, reject });
      const hand = name === "put" || name === "putPart" ? values.flatMap(handedOver) : [];
      this.#send({ call, name, values }, hand);
    });
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.call);
    this.#pending.delete(answer.call);
    if ("value" in answer) pending?.resolve(answer.value as never);
    else pending?.reject(receivedError(answer.error));
  }
}
