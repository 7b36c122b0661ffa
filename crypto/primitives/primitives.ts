/**
 * What this floor needs from a cryptographic library. Two libraries provide it (libsodium compiled to
 * WebAssembly, and noble in plain JavaScript), and signatures Node too (`crypto/node/`); all pass the same vectors and
 * are tested against each other.
 * SHA-256, SHAKE256, HKDF, HMAC and scrypt always come from noble: libsodium's wrapper has most of them not at all.
 * All lengths are in bytes. A wrong length is a programming error and throws a RangeError or TypeError.
 */
export interface Signatures {
  /** Ed25519 public key (32) of a seed (32). RFC 8032. */
  ed25519PublicKey(seed: Uint8Array): Uint8Array;
  /** Ed25519 signature (64). RFC 8032. */
  ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array;
  /**
   * For a key (32) of prime order: whether R of the signature (64) is the canonical encoding of sB − hA and not the
   * identity, and s below the group's order. For other keys libraries differ, so nobody calls this but
   * `verifyEd25519`, which looks at the key first.
   */
  ed25519VerifyRaw(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
}

export interface Primitives extends Signatures {
  readonly name: "libsodium" | "noble";

  /** ChaCha20-Poly1305 (RFC 8439): key 32, nonce 12; the result is 16 longer than the plaintext. */
  aeadSeal(key: Uint8Array, nonce: Uint8Array, plaintext: Uint8Array): Uint8Array;
  /** The plaintext, or undefined if the tag does not match. */
  aeadOpen(key: Uint8Array, nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array | undefined;

  /** X25519 (RFC 7748) of a scalar (32) and a point (32), or undefined if the result is all zero. */
  x25519(scalar: Uint8Array, point: Uint8Array): Uint8Array | undefined;
  /** The public point (32) of a scalar (32). */
  x25519Base(scalar: Uint8Array): Uint8Array;

  /** X-Wing (ML-KEM-768 with X25519; draft-connolly-cfrg-xwing-kem) public key (1216) of a seed (32). */
  xwingPublicKey(seed: Uint8Array): Uint8Array;
  /** Encapsulation with 64 bytes of fresh randomness; throws if the ML-KEM key is not canonical. */
  xwingEncapsulate(publicKey: Uint8Array, randomness: Uint8Array): Encapsulation;
  /** Whoever holds the seed (32), which is expanded once: that is half the work of opening an encapsulation. */
  xwingDecapsulator(seed: Uint8Array): Decapsulator;
}

export interface Decapsulator {
  /** The shared secret (32) of an encapsulation (1120), or undefined if its X25519 share is of low order. */
  decapsulate(encapsulated: Uint8Array): Uint8Array | undefined;
  /** Overwrites what the seed was expanded to. Nothing must be decapsulated afterwards. */
  wipe(): void;
}

export interface Encapsulation {
  /** 1120 bytes: ML-KEM-768 ciphertext (1088), X25519 share (32). */
  readonly encapsulated: Uint8Array;
  /** 32 bytes. */
  readonly sharedSecret: Uint8Array;
}

export const XWING_PUBLIC_KEY_LENGTH = 1216;
export const XWING_ENCAPSULATED_LENGTH = 1120;

/**
 * Both libraries throw an `Error` where a tag doesn't match or a point is of low order; here that is an answer, not an
 * accident. A wrong length and memory that has run out are thrown as something else, and stay accidents.
 */
export function orUndefined<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof Error && error.name === "Error") return undefined;
    throw error;
  }
}
