import { EnvelopeInspector } from "../../crypto/age/intake.ts";
import { isPossiblePayloadLength } from "../../crypto/age/payload-length.ts";
import { digestOfLeaves, encodeDigest, LEAF_LENGTH } from "../../crypto/digest.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { Carrying, DeliveryListener } from "./delivery.ts";
import { SourceError } from "./errors.ts";
import type { Transport } from "./upload/transport.ts";
import { PAUSES, sleep } from "./upload/until-answered.ts";
import { Upload } from "./upload/upload.ts";
import { PARTS_IN_FLIGHT } from "./worker/messages.ts";

/** A file that was sealed earlier, on its way. Whether it is sealed was seen before: see `checkSealed`. */
export class FileDelivery implements Carrying {
  readonly #file: Blob;
  readonly #upload: Upload;
  readonly #gate = new Gate(PARTS_IN_FLIGHT);
  readonly #reading: Promise<void>;
  #stored = 0;
  #stopped = false;

  constructor(file: Blob, transport: Transport, listener: DeliveryListener) {
    this.#file = file;
    this.#upload = new Upload({
      id: encodeHex(randomBytes(16)),
      parts: Math.ceil(file.size / LEAF_LENGTH),
      transport,
      patience: { pauses: PAUSES, sleep, waiting: (seconds) => listener.waiting(seconds) },
      acknowledged: (bytes) => {
        this.#stored += bytes.length;
        this.#gate.leave();
        listener.progress(this.#stored, file.size);
      },
    });
    this.#reading = this.#read();
  }

  get begun(): boolean {
    return true;
  }

  async run(): Promise<void> {
    await Promise.all([this.#reading, this.#upload.run()]);
  }

  pause(): void {
    this.#upload.stop();
  }

  stop(): void {
    this.#stopped = true;
    this.#gate.leave();
    this.#upload.stop();
  }

  async #read(): Promise<void> {
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < this.#file.size; at += LEAF_LENGTH) {
      await this.#gate.enter();
      if (this.#stopped) return;
      const bytes = await bytesOf(this.#file.slice(at, at + LEAF_LENGTH));
      leaves.push(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
      this.#upload.offer(bytes);
    }
    this.#upload.finish(encodeDigest(digestOfLeaves(leaves)));
  }
}

/**
 * Looks at a file as the server would, before any of it leaves: only what begins as a sealed file does is sent.
 * @throws SourceError not-sealed, file-unreadable
 */
export async function checkSealed(file: Blob): Promise<void> {
  const inspector = new EnvelopeInspector();
  try {
    for (let at = 0; at < file.size; at += LEAF_LENGTH) {
      const outline = inspector.push(await bytesOf(file.slice(at, at + LEAF_LENGTH)));
      if (outline && isPossiblePayloadLength(file.size - outline.headerLength)) return;
      if (outline) break;
    }
  } catch (error) {
    if (error instanceof CryptoError) throw new SourceError("not-sealed");
    throw error;
  }
  throw new SourceError("not-sealed");
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    // The file was moved, changed, or lay on a stick that is gone: the browser doesn't tell them apart.
    throw new SourceError("file-unreadable");
  }
}

/** Lets a number of things through, then one more for each that is given back. */
class Gate {
  #free: number;
  #open: (() => void) | undefined;

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place and takes it; one caller at a time. */
  async enter(): Promise<void> {
    if (this.#free === 0) {
      await new Promise<void>((resolve) => {
        this.#open = resolve;
      });
    }
    this.#free--;
  }

  leave(): void {
    this.#free++;
    this.#open?.();
    this.#open = undefined;
  }
}
