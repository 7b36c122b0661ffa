import { SMALL_BODY } from "./body-bounds.ts";

/**
 * The bytes of a leaf as they come. What is held, and what is done for a byte, doesn't depend on the pieces: each is
 * copied at once into one buffer, which doubles when it is full, up to what has been set aside.
 */
export class LeafBuffer {
  readonly #most: number;
  #buffer: Uint8Array = new Uint8Array(0);
  #length = 0;

  /** @param most bytes that are set aside */
  constructor(most: number) {
    this.#most = most;
  }

  /** Takes as much as there is place for; returns what is over. */
  add(piece: Uint8Array): Uint8Array {
    const taken = piece.subarray(0, this.#most - this.#length);
    const length = this.#length + taken.length;
    if (length > this.#buffer.length) {
      const larger = Math.max(length, 2 * this.#buffer.length, SMALL_BODY);
      this.#buffer = this.#copied(Math.min(this.#most, larger));
    }
    this.#buffer.set(taken, this.#length);
    this.#length = length;
    return piece.subarray(taken.length);
  }

  /** All that is held, in a buffer of its own; it is empty then, and begins anew. */
  take(): Uint8Array {
    const taken = this.#length === this.#buffer.length ? this.#buffer : this.#copied(this.#length);
    this.#buffer = new Uint8Array(0);
    this.#length = 0;
    return taken;
  }

  /** No zeros are written first, where bytes come anyway. */
  #copied(size: number): Uint8Array {
    const copy = Buffer.allocUnsafeSlow(size);
    copy.set(this.#buffer.subarray(0, this.#length));
    return copy;
  }
}
