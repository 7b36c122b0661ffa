import { sha256 } from "@noble/hashes/sha2.js";
import type { Branded } from "./bytes.ts";
import { encodeHex, parseHex } from "./encoding.ts";
import { CryptoError, type CryptoErrorCode } from "./errors.ts";
import { sha256Aside } from "./native-sha256.ts";

/** A leaf of the digest, and the size of an upload part, in bytes. */
export const LEAF_LENGTH = 1024 * 1024;

/** 32 bytes: what names an envelope between machines. Never shown to a source, never exported. */
export type EnvelopeDigest = Branded<Uint8Array, "EnvelopeDigest">;

/** SHA-256 over the SHA-256s of the consecutive leaves (SPEC.md, "Digest of an envelope"). */
export class DigestBuilder {
  readonly #outer = sha256.create();
  #leaf = sha256.create();
  #leafLength = 0;
  #leaves = 0;

  /** Takes the envelope's bytes, cut in any way. */
  push(bytes: Uint8Array): void {
    for (let offset = 0; offset < bytes.length; ) {
      const piece = bytes.subarray(offset, offset + LEAF_LENGTH - this.#leafLength);
      this.#leaf.update(piece);
      this.#leafLength += piece.length;
      offset += piece.length;
      if (this.#leafLength === LEAF_LENGTH) this.#closeLeaf();
    }
  }

  /** @throws size-invalid if there were no bytes: an envelope is never empty. */
  finish(): EnvelopeDigest {
    if (this.#leafLength > 0) this.#closeLeaf();
    if (this.#leaves === 0) throw new CryptoError("size-invalid", "no bytes");
    return this.#outer.digest() as EnvelopeDigest;
  }

  #closeLeaf(): void {
    this.#outer.update(this.#leaf.digest());
    this.#leaf = sha256.create();
    this.#leafLength = 0;
    this.#leaves++;
  }
}

/**
 * The digest from leaf hashes made elsewhere (32 bytes each, in order): a page hashes its parts with the
 * browser's native SHA-256, a server with Node's.
 */
export function digestOfLeaves(leafHashes: readonly Uint8Array[]): EnvelopeDigest {
  if (leafHashes.length === 0) throw new CryptoError("size-invalid", "no bytes");
  const outer = sha256.create();
  for (const hash of leafHashes) {
    if (hash.length !== 32) throw new CryptoError("size-invalid", "a leaf hash is 32 bytes");
    outer.update(hash);
  }
  return outer.digest() as EnvelopeDigest;
}

/** The digest of an envelope that is there as a whole, made aside. @throws size-invalid if there are no bytes */
export async function digestOfWhole(envelope: Uint8Array): Promise<EnvelopeDigest> {
  const leaves: Promise<Uint8Array>[] = [];
  for (let at = 0; at < envelope.length; at += LEAF_LENGTH)
    leaves.push(sha256Aside(envelope.subarray(at, at + LEAF_LENGTH)));
  return digestOfLeaves(await Promise.all(leaves));
}

/** 64 lower-case hex digits. */
export function encodeDigest(digest: EnvelopeDigest): string {
  return encodeHex(digest);
}

export function parseDigest(text: unknown, code: CryptoErrorCode): EnvelopeDigest {
  return parseHex(text, 32, code) as EnvelopeDigest;
}
