import { wipe } from "../bytes.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { CHUNK_LENGTH } from "./payload-length.ts";
import { StreamNonce } from "./stream-nonce.ts";

/** Seals a payload as STREAM chunks of 64 KiB (C2SP age, "Payload"); holds one chunk, never the whole. */
export class StreamSealer {
  readonly #key: Uint8Array;
  readonly #primitives: Primitives;
  readonly #nonce = new StreamNonce();
  readonly #held = new Uint8Array(CHUNK_LENGTH);
  #heldLength = 0;

  /** Takes ownership of the payload key (32 bytes) and wipes it in the end. */
  constructor(key: Uint8Array, primitives: Primitives) {
    this.#key = key;
    this.#primitives = primitives;
  }

  /** Yields a sealed chunk (65,552 bytes) whenever more plaintext shows that the held one isn't the last. */
  *push(plaintext: Uint8Array): Generator<Uint8Array> {
    for (let offset = 0; offset < plaintext.length; ) {
      if (this.#heldLength === CHUNK_LENGTH) yield this.#seal(false);
      const piece = plaintext.subarray(offset, offset + CHUNK_LENGTH - this.#heldLength);
      this.#held.set(piece, this.#heldLength);
      this.#heldLength += piece.length;
      offset += piece.length;
    }
  }

  /** The last chunk: at least 16 bytes. */
  finish(): Uint8Array {
    const last = this.#seal(true);
    this.wipe();
    return last;
  }

  wipe(): void {
    wipe(this.#key, this.#held);
  }

  #seal(last: boolean): Uint8Array {
    const chunk = this.#held.subarray(0, this.#heldLength);
    this.#heldLength = 0;
    return this.#primitives.aeadSeal(this.#key, this.#nonce.next(last), chunk);
  }
}
