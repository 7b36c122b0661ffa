import { Worker } from "node:worker_threads";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import { type Day, dayOf } from "../../../protocol/day.ts";
import type { CircuitId } from "../../circuits/circuit-line.ts";
import { digestOfOnlyLeaf } from "../leaf.ts";
import type { CourierId, Pickup, StoredEnvelope } from "../pickup.ts";
import type { Spool, SpoolHealth, UploadId } from "../spool.ts";
import {
  type Answer,
  type Call,
  Gathered,
  handedOver,
  type Message,
  receivedError,
  type ThreadOptions,
} from "./messages.ts";
import type { OperationName, Operations } from "./operations.ts";

interface Pending {
  readonly resolve: (value: never) => void;
  readonly reject: (error: unknown) => void;
}

/** A spool in SQLite files that works in a thread of its own, so that nobody here waits for a disk. */
export class ThreadedSpool implements Spool {
  readonly pickup: Pickup;
  readonly #outgoing: Gathered<Call>;
  readonly #pending = new Map<number, Pending>();
  #calls = 0;
  #health: SpoolHealth = { doubt: null, damaged: [] };
  #today = dayOf(0);
  #state: "opening" | "open" | "closed" = "opening";

  private constructor(worker: Worker) {
    this.#outgoing = new Gathered(setImmediate, (calls, buffers) => worker.postMessage(calls, buffers));
    this.pickup = new ThreadedPickup((name, ...values) => this.#call(name, ...values));
  }

  /** @param report takes a sentence for the operator. @throws SpoolError spool-in-use, spool-full, spool-damaged */
  static open(options: ThreadOptions, report: (sentence: string) => void): Promise<ThreadedSpool> {
    const worker = new Worker(new URL("./main.ts", import.meta.url), { workerData: options });
    const spool = new ThreadedSpool(worker);
    return new Promise((resolve, reject) => {
      worker.on("message", (message: Message) => {
        if (message.kind === "health") spool.#note(message);
        else if (message.kind === "opened") {
          spool.#note(message);
          spool.#state = "open";
          resolve(spool);
        } else if (message.kind === "unopened") reject(receivedError(message.error));
        else if (message.kind === "report") report(message.sentence);
        else for (const answer of message.answers) spool.#settle(answer);
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

  get health(): SpoolHealth {
    return this.#health;
  }

  get today(): Day {
    return this.#today;
  }

  /** The bytes are the spool's from here on. Digested in this thread, which never waits for a disk as the other does. */
  put(envelope: Uint8Array): Promise<EnvelopeDigest> {
    return this.#call("put", envelope, digestOfOnlyLeaf(envelope));
  }

  /** The bytes are the spool's from here on. */
  putPart(
    upload: UploadId,
    number: number,
    bytes: Uint8Array,
    headerLength: number | undefined,
    circuit?: CircuitId,
  ): Promise<void> {
    return this.#call("putPart", upload, number, bytes, headerLength, circuit);
  }

  expectPart(upload: UploadId, number: number): Promise<void> {
    return this.#call("expectPart", upload, number);
  }

  commit(upload: UploadId, count: number, digest: EnvelopeDigest): Promise<void> {
    return this.#call("commit", upload, count, digest);
  }

  abandon(upload: UploadId): Promise<void> {
    return this.#call("abandon", upload);
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
      this.#outgoing.add({ call, name, values }, hand);
    });
  }

  #note({ health, today }: { readonly health: SpoolHealth; readonly today: Day }): void {
    this.#health = health;
    this.#today = today;
  }

  #settle(answer: Answer): void {
    const pending = this.#pending.get(answer.call);
    this.#pending.delete(answer.call);
    if ("value" in answer) pending?.resolve(answer.value as never);
    else pending?.reject(receivedError(answer.error));
  }
}

type Caller = <Name extends OperationName>(
  name: Name,
  ...values: Parameters<Operations[Name]>
) => Promise<Awaited<ReturnType<Operations[Name]>>>;

class ThreadedPickup implements Pickup {
  readonly #call: Caller;

  constructor(call: Caller) {
    this.#call = call;
  }

  serve(couriers: readonly CourierId[]) {
    return this.#call("serve", couriers);
  }

  days(courier: CourierId) {
    return this.#call("days", courier);
  }

  page(courier: CourierId, day: Day, after: EnvelopeId | undefined, most: number) {
    return this.#call("page", courier, day, after, most);
  }

  again(day: Day, after: EnvelopeId | undefined, most: number) {
    return this.#call("again", day, after, most);
  }

  expired() {
    return this.#call("expired");
  }

  find(id: EnvelopeId) {
    return this.#call("find", id);
  }

  part(envelope: StoredEnvelope, number: number) {
    return this.#call("part", envelope, number);
  }

  acknowledge(courier: CourierId, ids: readonly EnvelopeId[]) {
    return this.#call("acknowledge", courier, ids);
  }
}
