import { hash } from "node:crypto";
import { digestOfLeaves, type EnvelopeDigest } from "../../crypto/digest.ts";
import { encodeHex } from "../../crypto/encoding.ts";

/** SHA-256 of one leaf of the digest: a part's bytes. */
export function leafDigest(bytes: Uint8Array): Uint8Array {
  return hash("sha256", bytes, "buffer");
}

/** The digest of a whole envelope of at most LEAF_LENGTH bytes. */
export function digestOfOnlyLeaf(bytes: Uint8Array): EnvelopeDigest {
  return digestOfLeaves([leafDigest(bytes)]);
}

/** Whether all of so many parts can be had, and are what the digest (64 hex digits) says. */
export function isWhole(
  digest: string,
  parts: number,
  part: (number: number) => Uint8Array | undefined,
): boolean {
  const leaves: Uint8Array[] = [];
  for (let number = 0; number < parts; number++) {
    const bytes = part(number);
    if (!bytes) return false;
    leaves.push(leafDigest(bytes));
  }
  return encodeHex(digestOfLeaves(leaves)) === digest;
}
