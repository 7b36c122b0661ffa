import { wipe } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { SEALED_CHUNK_LENGTH, TAG_LENGTH } from "./payload-length.ts";
import { StreamNonce, withLastFlag } from "./stream-nonce.ts";

/**
 * Opens a STREAM payload (C2SP age, "Payload"). Every byte it yields is authentic, but only a `finish` that
 * does not throw shows that nothing is missing behind them.
 */
export class StreamOpener {
  readonly #key: Uint8Array;
  readonly #primitives: Primitives;
  readonly #nonce = new StreamNonce();
  #held = new Uint8Array(0);
  #heldLength = 0;
  #first = true;

  /** Takes ownership of the payload key (32 bytes) and wipes it in the end. */
  constructor(key: Uint8Array, primitives: Primitives) {
    this.#key = key;
    this.#primitives = primitives;
  }

  /** Yields the plaintext of each chunk that is known not to be the last. @throws CryptoError payload-corrupt */
  *push(sealed: Uint8Array): Generator<Uint8Array> {
    for (let offset = 0; offset < sealed.length; ) {
      if (this.#heldLength === SEALED_CHUNK_LENGTH) yield this.#openHeld();
      if (this.#held.length === 0) this.#held = new Uint8Array(SEALED_CHUNK_LENGTH);
      const piece = sealed.subarray(offset, offset + SEALED_CHUNK_LENGTH - this.#heldLength);
      this.#held.set(piece, this.#heldLength);
      this.#heldLength += piece.length;
      offset += piece.length;
    }
  }

  /** The plaintext of the last chunk. @throws CryptoError truncated, payload-corrupt */
  finish(): Uint8Array {
    const last = this.#openLast(this.#held.subarray(0, this.#heldLength));
    this.#heldLength = 0;
    return last;
  }

  /** Instead of `push` and `finish`: a payload that is there as a whole, chunk by chunk. @throws as they do */
  *whole(sealed: Uint8Array): Generator<Uint8Array> {
    let at = 0;
    for (; sealed.length - at > SEALED_CHUNK_LENGTH; at += SEALED_CHUNK_LENGTH)
      yield this.#open(sealed.subarray(at, at + SEALED_CHUNK_LENGTH), false);
    yield this.#openLast(sealed.subarray(at));
  }

  wipe(): void {
    wipe(this.#key);
  }

  #openHeld(): Uint8Array {
    const sealed = this.#held.subarray(0, this.#heldLength);
    this.#heldLength = 0;
    return this.#open(sealed, false);
  }

  #openLast(sealed: Uint8Array): Uint8Array {
    if (sealed.length < TAG_LENGTH) throw new CryptoError("truncated");
    const first = this.#first;
    const last = this.#open(sealed, true);
    this.wipe();
    if (last.length === 0 && !first) throw new CryptoError("payload-corrupt", "the last chunk is empty");
    return last;
  }

  #open(sealed: Uint8Array, last: boolean): Uint8Array {
    this.#first = false;
    const nonce = this.#nonce.next(last);
    const plaintext = this.#primitives.aeadOpen(this.#key, nonce, sealed);
    if (plaintext) return plaintext;
    // A whole chunk that opens with the other flag is authentic: the file was cut or prolonged at a chunk's end.
    const other = this.#primitives.aeadOpen(this.#key, withLastFlag(nonce, !last), sealed);
    throw other && last ? new CryptoError("truncated") : new CryptoError("payload-corrupt");
  }
}
