import { createHash } from "node:crypto";

/** SHA-256 of one leaf of the digest: a part's bytes. */
export function leafDigest(bytes: Uint8Array): Uint8Array {
  return createHash("sha256").update(bytes).digest();
}
