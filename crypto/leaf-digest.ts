import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "./digest.ts";
import { CryptoError } from "./errors.ts";
import { sha256Aside } from "./native-sha256.ts";

/**
 * The digest of an envelope whose bytes come in any pieces, each leaf gathered in one place and hashed aside: by the
 * host's own SHA-256, which is quick also where scripts are slow. One call is to end before the next begins.
 */
export class LeafDigest {
  #gathered: Uint8Array;
  readonly #onLeaf: (leaf: Uint8Array) => void;
  readonly #hashes: Uint8Array[] = [];
  #filled = 0;

  /**
   * @param gathered memory for one leaf, LEAF_LENGTH bytes; less will do for an envelope that has no more. It is free
   * again once `finish` has ended
   * @param onLeaf is shown each leaf, which it is to copy
   */
  constructor(gathered: Uint8Array, onLeaf: (leaf: Uint8Array) => void = () => {}) {
    this.#gathered = gathered;
    this.#onLeaf = onLeaf;
  }

  /** Bytes so far. */
  get length(): number {
    return this.#hashes.length * LEAF_LENGTH + this.#filled;
  }

  /** @throws CryptoError size-invalid if there is no room for so many */
  async push(bytes: Uint8Array): Promise<void> {
    for (let offset = 0; offset < bytes.length; ) {
      const piece = bytes.subarray(offset, offset + this.#gathered.length - this.#filled);
      if (piece.length === 0) throw new CryptoError("size-invalid", "more bytes than were said");
      this.#gathered.set(piece, this.#filled);
      this.#filled += piece.length;
      offset += piece.length;
      if (this.#filled === LEAF_LENGTH) await this.#closeLeaf();
    }
  }

  /** Forgets what came since the last whole leaf, and goes on in other memory. */
  goOnIn(gathered: Uint8Array): void {
    this.#gathered = gathered;
    this.#filled = 0;
  }

  /** To be called once, at the end. @throws CryptoError size-invalid if there were no bytes */
  async finish(): Promise<EnvelopeDigest> {
    if (this.#filled > 0) await this.#closeLeaf();
    return digestOfLeaves(this.#hashes);
  }

  async #closeLeaf(): Promise<void> {
    const leaf = this.#gathered.subarray(0, this.#filled);
    this.#onLeaf(leaf);
    this.#hashes.push(await sha256Aside(leaf));
    this.#filled = 0;
  }
}
