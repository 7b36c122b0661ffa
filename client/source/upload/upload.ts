import { commitPath, ENVELOPES_PATH, partPath } from "../../../protocol/addresses.ts";
import { JSON_TYPE, OCTETS } from "../../../protocol/http.ts";
import { SourceError } from "../errors.ts";
import { type Part, PartQueue } from "./part-queue.ts";
import { stringField } from "./problem.ts";
import type { Answer, Transport, UploadRequest } from "./transport.ts";
import { type Patience, untilAnswered } from "./until-answered.ts";

/** How many parts are on the wire at a time: a Tor circuit is slow to answer, not only slow. */
const LANES = 3;

export interface UploadOptions {
  /** 32 lower-case hexadecimal digits, random: it names the upload, and nothing else, to the server. */
  readonly id: string;
  /** How many parts there will be, at least one. */
  readonly parts: number;
  readonly transport: Transport;
  readonly patience: Patience;
  /** Told once for each part when the server has it on disk: its bytes are the caller's again. */
  readonly acknowledged: (bytes: Uint8Array<ArrayBuffer>) => void;
}

/**
 * The upload of one sealed envelope, part by part, while it is still being sealed (SPEC.md, "Handing in"). A part
 * is kept until it is acknowledged; `run` may be called again after a failure and goes on from there.
 */
export class Upload {
  readonly #options: UploadOptions;
  readonly #queue = new PartQueue();
  #offered = 0;
  #stored = 0;
  #digest: string | undefined;
  #controller = new AbortController();

  constructor(options: UploadOptions) {
    this.#options = options;
  }

  /** The next sealed part; its bytes belong to the upload from here on. */
  offer(bytes: Uint8Array<ArrayBuffer>): void {
    this.#queue.put({ index: this.#offered++, bytes });
  }

  /** All parts were offered; `digest` is the envelope's, 64 lower-case hexadecimal digits. */
  finish(digest: string): void {
    if (this.#offered !== this.#options.parts) throw new SourceError("worker-broken");
    this.#digest = digest;
    this.#queue.end();
  }

  /** @throws SourceError; then `run` may be called again if `RESUMABLE.has(code)` */
  async run(): Promise<void> {
    this.#controller = new AbortController();
    if (this.#options.parts === 1) return this.#sendWhole();
    if (this.#stored === 0 && !(await this.#sendNext())) throw new SourceError("stopped");
    await this.#sendRest();
    await this.#commit();
  }

  /** Ends a running `run` with `stopped`. */
  stop(): void {
    this.#controller.abort();
    this.#queue.release();
  }

  /** An envelope of one part goes in one request. */
  async #sendWhole(): Promise<void> {
    const part = await this.#queue.take();
    if (!part) throw new SourceError("stopped");
    try {
      // Nothing follows: this waits for the end, and the digest that comes with it.
      await this.#queue.take();
      const path = ENVELOPES_PATH;
      const answer = await this.#send({ method: "POST", path, type: OCTETS, body: part.bytes });
      this.#checkDigest(answer);
      this.#acknowledge(part);
    } catch (error) {
      this.#queue.put(part);
      throw error;
    }
  }

  async #sendRest(): Promise<void> {
    const lanes = Array.from({ length: LANES }, () => this.#runLane());
    const ends = await Promise.allSettled(lanes.map((lane) => lane.catch((error) => this.#fail(error))));
    const failures = ends.flatMap((end) => (end.status === "rejected" ? [end.reason] : []));
    const first = failures.find((error) => !(error instanceof SourceError && error.code === "stopped"));
    if (failures.length > 0) throw first ?? failures[0];
    if (this.#stored < this.#options.parts) throw new SourceError("stopped");
  }

  async #runLane(): Promise<void> {
    while (await this.#sendNext());
  }

  /** One lane's failure ends the others: they'd meet it as well. */
  #fail(error: unknown): never {
    this.stop();
    throw error;
  }

  /** Whether there was a part to send. */
  async #sendNext(): Promise<boolean> {
    if (this.#controller.signal.aborted) return false;
    const part = await this.#queue.take();
    if (!part) return false;
    try {
      const path = partPath(this.#options.id, part.index);
      await this.#send({ method: "PUT", path, type: OCTETS, body: part.bytes });
    } catch (error) {
      this.#queue.put(part);
      throw error;
    }
    this.#acknowledge(part);
    return true;
  }

  async #commit(): Promise<void> {
    const path = commitPath(this.#options.id);
    const body = JSON.stringify({ parts: this.#options.parts, digest: this.#digest });
    this.#checkDigest(await this.#send({ method: "POST", path, type: JSON_TYPE, body }));
  }

  #send(request: UploadRequest): Promise<Answer> {
    const { transport, patience } = this.#options;
    return untilAnswered(request, transport, patience, this.#controller.signal);
  }

  #acknowledge(part: Part): void {
    this.#stored++;
    this.#options.acknowledged(part.bytes);
  }

  /** The server must have kept the very bytes that were sealed. */
  #checkDigest({ body }: Answer): void {
    if (this.#digest === undefined || stringField(body, "digest") !== this.#digest) {
      throw new SourceError("digest-mismatch");
    }
  }
}
