import { joined } from "../../crypto/bytes.ts";

/**
 * The pieces that a clean picture is put together from. Neighbours in the original become one piece, so that a
 * long picture costs no more than the list of its gaps.
 */
export class Parts {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  constructor(parts: Iterable<Uint8Array> = []) {
    this.pushAll(parts);
  }

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  push(part: Uint8Array): void {
    this.#length += part.length;
    const last = this.#parts.at(-1);
    if (last && last.buffer === part.buffer && last.byteOffset + last.length === part.byteOffset) {
      const merged = new Uint8Array(last.buffer, last.byteOffset, last.length + part.length);
      this.#parts[this.#parts.length - 1] = merged;
    } else {
      this.#parts.push(part);
    }
  }

  pushAll(parts: Iterable<Uint8Array>): void {
    for (const part of parts) this.push(part);
  }

  append(others: Parts): void {
    this.pushAll(others.#parts);
  }

  /** A fresh copy with a buffer of its own. */
  join(): Uint8Array<ArrayBuffer> {
    return joined(this.#parts);
  }
}
