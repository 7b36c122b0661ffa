import { joined } from "../../crypto/bytes.ts";

/**
 * The pieces that a clean picture is put together from. Neighbours in the original become one piece, so that a
 * long picture costs no more than the list of its gaps.
 */
export class Parts {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  push(...parts: readonly Uint8Array[]): void {
    for (const part of parts) this.#add(part);
  }

  append(others: Parts): void {
    for (const part of others.#parts) this.#add(part);
  }

  /** A fresh copy with a buffer of its own. */
  join(): Uint8Array<ArrayBuffer> {
    return joined(this.#parts);
  }

  #add(part: Uint8Array): void {
    this.#length += part.length;
    const last = this.#parts.at(-1);
    if (last && last.buffer === part.buffer && last.byteOffset + last.length === part.byteOffset) {
      const merged = new Uint8Array(last.buffer, last.byteOffset, last.length + part.length);
      this.#parts[this.#parts.length - 1] = merged;
    } else {
      this.#parts.push(part);
    }
  }
}
