import { createHash } from "node:crypto";
import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";

/** An envelope's digest (SPEC.md, "Digest of an envelope"), with Node's own SHA-256: several times as fast here. */
export class FileDigest {
  readonly #leaves: Uint8Array[] = [];
  #leaf = createHash("sha256");
  #length = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  push(bytes: Uint8Array): void {
    for (let offset = 0; offset < bytes.length; ) {
      const room = LEAF_LENGTH - (this.#length % LEAF_LENGTH);
      const piece = bytes.subarray(offset, offset + room);
      this.#leaf.update(piece);
      this.#length += piece.length;
      offset += piece.length;
      if (this.#length % LEAF_LENGTH === 0) this.#closeLeaf();
    }
  }

  /** To be called once. @throws CryptoError size-invalid if there were no bytes */
  finish(): EnvelopeDigest {
    if (this.#length % LEAF_LENGTH !== 0) this.#closeLeaf();
    return digestOfLeaves(this.#leaves);
  }

  #closeLeaf(): void {
    this.#leaves.push(new Uint8Array(this.#leaf.digest()));
    this.#leaf = createHash("sha256");
  }
}
