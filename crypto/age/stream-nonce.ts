/** The 12-byte nonce of a STREAM chunk: an 11-byte big-endian counter and the last-chunk flag. */
export class StreamNonce {
  readonly #bytes = new Uint8Array(12);

  /** The nonce of the next chunk; valid until the next call. */
  next(last: boolean): Uint8Array {
    const nonce = withLastFlag(this.#bytes, last);
    for (let i = 10; i >= 0; i--) {
      this.#bytes[i] = ((this.#bytes[i] ?? 0) + 1) & 0xff;
      if (this.#bytes[i] !== 0) return nonce;
    }
    throw new RangeError("more than 2^88 chunks");
  }
}

export function withLastFlag(nonce: Uint8Array, last: boolean): Uint8Array {
  const copy = nonce.slice();
  copy[11] = last ? 1 : 0;
  return copy;
}
