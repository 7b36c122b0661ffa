import { encodeHex } from "../../crypto/encoding.ts";
import { randomBytes } from "../../crypto/random.ts";
import { SourceError } from "./errors.ts";
import type { SealingWorker } from "./sealing-worker.ts";
import type { Transport } from "./upload/transport.ts";
import { PAUSES, sleep } from "./upload/until-answered.ts";
import { Upload } from "./upload/upload.ts";
import type { SealingDraft } from "./worker/messages.ts";

export interface DeliveryListener {
  /** So many bytes of the envelope are on the server's disk. */
  progress(stored: number, length: number): void;
  /** The connection failed; it is tried again after so many seconds. */
  waiting(seconds: number | undefined): void;
}

/** Something sealed on its way to the server. */
export interface Carrying {
  /** Whether some of it may have left. */
  readonly begun: boolean;
  /** Until it is stored. May be called again after `pause`, or a failure that is `RESUMABLE`. @throws SourceError */
  run(): Promise<void>;
  /** Ends a `run` on its way with `stopped`; what is stored stays. */
  pause(): void;
  /** The same, for good. */
  stop(): void;
}

/** One tip on its way: sealed by the worker and uploaded meanwhile. */
export class Delivery implements Carrying {
  readonly #worker: SealingWorker;
  readonly #transport: Transport;
  readonly #listener: DeliveryListener;
  readonly #begun = Promise.withResolvers<Upload>();
  readonly #sealing: Promise<void>;
  #upload: Upload | undefined;
  #stored = 0;

  constructor(worker: SealingWorker, draft: SealingDraft, transport: Transport, listener: DeliveryListener) {
    this.#worker = worker;
    this.#transport = transport;
    this.#listener = listener;
    this.#sealing = this.#seal(draft);
  }

  /** Whether the roster held at the last moment, and something of the tip may have left. */
  get begun(): boolean {
    return this.#upload !== undefined;
  }

  async run(): Promise<void> {
    await Promise.all([this.#sealing, this.#begun.promise.then((upload) => upload.run())]);
  }

  pause(): void {
    this.#upload?.stop();
  }

  stop(): void {
    this.#begun.reject(new SourceError("stopped"));
    this.#upload?.stop();
  }

  async #seal(draft: SealingDraft): Promise<void> {
    try {
      await this.#worker.seal(draft, {
        begins: (length, parts) => {
          this.#upload = this.#open(length, parts);
          this.#begun.resolve(this.#upload);
        },
        part: (bytes) => this.#upload?.offer(bytes),
        ends: (digest) => this.#upload?.finish(digest),
      });
    } catch (error) {
      this.stop();
      throw error;
    }
  }

  #open(length: number, parts: number): Upload {
    this.#listener.progress(0, length);
    return new Upload({
      id: encodeHex(randomBytes(16)),
      parts,
      transport: this.#transport,
      patience: { pauses: PAUSES, sleep, waiting: (seconds) => this.#listener.waiting(seconds) },
      acknowledged: (bytes) => {
        this.#stored += bytes.length;
        this.#worker.acknowledge(bytes);
        this.#listener.progress(this.#stored, length);
      },
    });
  }
}
