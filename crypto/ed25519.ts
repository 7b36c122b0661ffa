import type { Branded } from "./bytes.ts";
import { encodeHex, parseHex } from "./encoding.ts";
import { CryptoError, type CryptoErrorCode } from "./errors.ts";
import { isPrimeOrderPoint } from "./prime-order.ts";
import type { Signatures } from "./primitives/primitives.ts";

/** 32 bytes: the canonical encoding of a point of the prime-order subgroup, not the identity. */
export type VerifyingKey = Branded<Uint8Array, "VerifyingKey">;

/** 32 secret bytes (RFC 8032 §5.1.5). */
export type SigningSeed = Branded<Uint8Array, "SigningSeed">;

/** Accepts 64 lower-case hex digits; throws `code` if they are not, `key-weak` if the point is unsafe. */
export function parseVerifyingKey(text: unknown, code: CryptoErrorCode): VerifyingKey {
  const bytes = parseHex(text, 32, code);
  if (!isSoundKey(bytes)) throw new CryptoError("key-weak", "Ed25519");
  return bytes as VerifyingKey;
}

export function encodeVerifyingKey(key: VerifyingKey): string {
  return encodeHex(key);
}

/**
 * Verifies alike with every provider: the key and the signature's R must be canonical points of prime order
 * and not the identity. There, the cofactored and the cofactorless equation agree, and so do the libraries.
 * ("Taming the many EdDSAs", Chalkias, Garillot, Nikolaenko, 2020, lists where they otherwise part.)
 * The key is looked at here, R by each provider in the way that costs it least.
 */
export function verifyEd25519(
  signatures: Signatures,
  key: VerifyingKey,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (signature.length !== 64) return false;
  return isSoundKey(key) && signatures.ed25519VerifyRaw(key, message, signature);
}

/** Keys found sound before, in hexadecimal: a casebook has thousands of signatures by a handful of keys. */
const soundKeys = new Set<string>();
const MOST_SOUND_KEYS = 256;

function isSoundKey(bytes: Uint8Array): boolean {
  const name = encodeHex(bytes);
  if (soundKeys.has(name)) return true;
  if (!isPrimeOrderPoint(bytes)) return false;
  if (soundKeys.size >= MOST_SOUND_KEYS) soundKeys.clear();
  soundKeys.add(name);
  return true;
}
