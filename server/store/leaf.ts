import { hash } from "node:crypto";

/** SHA-256 of one leaf of the digest: a part's bytes. */
export function leafDigest(bytes: Uint8Array): Uint8Array {
  return hash("sha256", bytes, "buffer");
}
