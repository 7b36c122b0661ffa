import { hash } from "node:crypto";
import { digestOfLeaves, type EnvelopeDigest } from "../../crypto/digest.ts";

/** SHA-256 of one leaf of the digest: a part's bytes. */
export function leafDigest(bytes: Uint8Array): Uint8Array {
  return hash("sha256", bytes, "buffer");
}

/** The digest of a whole envelope of at most LEAF_LENGTH bytes. */
export function digestOfOnlyLeaf(bytes: Uint8Array): EnvelopeDigest {
  return digestOfLeaves([leafDigest(bytes)]);
}
