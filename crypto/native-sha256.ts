import { sha256 } from "@noble/hashes/sha2.js";

/**
 * The SHA-256 (32 bytes) of bytes that are there as a whole: by the host's own, on another thread, where it has one,
 * so that much can be hashed while something else is done.
 */
export async function sha256Aside(bytes: Uint8Array): Promise<Uint8Array> {
  const { subtle } = crypto;
  return subtle ? new Uint8Array(await subtle.digest("SHA-256", bytes)) : sha256(bytes);
}
