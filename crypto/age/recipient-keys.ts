import type { Branded } from "../bytes.ts";
import { encodeBech32, encodeHex, parseBech32 } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { XWING_PUBLIC_KEY_LENGTH } from "../primitives/primitives.ts";

/** 1216 bytes: a canonical ML-KEM-768 key (1184), then an X25519 point (32) that is not of low order. */
export type HybridKey = Branded<Uint8Array, "HybridKey">;

/** 32 bytes: an X25519 point that is not of low order. */
export type X25519Key = Branded<Uint8Array, "X25519Key">;

const HYBRID_PREFIX = "age1pq";
const X25519_PREFIX = "age";

/** `age1pq1…` in lower case. @throws CryptoError recipient-malformed, key-weak */
export function parseHybridRecipient(text: string): HybridKey {
  const bytes = parseBech32(text, HYBRID_PREFIX, XWING_PUBLIC_KEY_LENGTH, "recipient-malformed");
  if (!isCanonicalMlKem(bytes.subarray(0, 1152)) || isLowOrder(bytes.subarray(1184))) {
    throw new CryptoError("key-weak", HYBRID_PREFIX);
  }
  return bytes as HybridKey;
}

export function encodeHybridRecipient(key: HybridKey): string {
  return encodeBech32(HYBRID_PREFIX, key);
}

/** `age1…` in lower case. @throws CryptoError recipient-malformed, key-weak */
export function parseX25519Recipient(text: string): X25519Key {
  const bytes = parseBech32(text, X25519_PREFIX, 32, "recipient-malformed");
  if (isLowOrder(bytes)) throw new CryptoError("key-weak", X25519_PREFIX);
  return bytes as X25519Key;
}

export function encodeX25519Recipient(key: X25519Key): string {
  return encodeBech32(X25519_PREFIX, key);
}

/** FIPS 203 §7.2, the modulus check: every 12-bit coefficient is below q = 3329. */
function isCanonicalMlKem(coefficients: Uint8Array): boolean {
  for (let i = 0; i < coefficients.length; i += 3) {
    const [a, b, c] = [coefficients[i] ?? 0, coefficients[i + 1] ?? 0, coefficients[i + 2] ?? 0];
    if ((a | ((b & 0x0f) << 8)) >= 3329 || ((b >> 4) | (c << 4)) >= 3329) return false;
  }
  return true;
}

/** All points of low order, of the curve and its twist: 0, 1, two of order 8, p − 1; and p and p + 1, which mean 0 and 1. */
const LOW_ORDER = new Set([
  "00".repeat(32),
  `01${"00".repeat(31)}`,
  "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
  "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
  ...["ec", "ed", "ee"].map((lowest) => `${lowest}${"ff".repeat(30)}7f`),
]);

/** X25519 ignores the highest bit (RFC 7748 §5). @param point 32 bytes */
export function isLowOrder(point: Uint8Array): boolean {
  const masked = Uint8Array.from(point);
  masked[31] = (masked[31] ?? 0) & 0x7f;
  return LOW_ORDER.has(encodeHex(masked));
}
