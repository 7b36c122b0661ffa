import { shake256 } from "@noble/hashes/sha3.js";
import { joined, utf8, wipe } from "../bytes.ts";
import type { Decapsulator } from "./primitives.ts";

/** Bytes of an encapsulation that are ML-KEM's; the X25519 share stands behind them. */
const MLKEM_CIPHERTEXT_LENGTH = 1088;
const ENCAPSULATED_LENGTH = MLKEM_CIPHERTEXT_LENGTH + 32;

/** Bytes that a seed is expanded to: ML-KEM's own seed (64), then the X25519 scalar (32). */
const EXPANDED_LENGTH = 96;

const LABEL = utf8("\\.//^\\");

/** What a library has of X-Wing's two parts, for one key each. */
interface Parts {
  /** ML-KEM-768 under the key of a seed (64), which makes that key once. */
  mlkem(seed: Uint8Array): { decapsulate(ciphertext: Uint8Array): Uint8Array; wipe(): void };
  x25519(scalar: Uint8Array, point: Uint8Array): Uint8Array | undefined;
  x25519Base(scalar: Uint8Array): Uint8Array;
  sha3_256(message: Uint8Array): Uint8Array;
}

/**
 * X-Wing's decapsulation (draft-connolly-cfrg-xwing-kem, "Decapsulation") from the libraries' own ML-KEM-768, X25519
 * and SHA3-256: their whole X-Wing makes both keys anew for every encapsulation, which is half of its work.
 */
export function xwingDecapsulator(seed: Uint8Array, parts: Parts): Decapsulator {
  if (seed.length !== 32) throw new RangeError("a seed is 32 bytes");
  const expanded = shake256(seed, { dkLen: EXPANDED_LENGTH });
  const mlkem = parts.mlkem(expanded.subarray(0, 64));
  const scalar = expanded.slice(64);
  const publicShare = parts.x25519Base(scalar);
  wipe(expanded);
  return {
    decapsulate(encapsulated) {
      if (encapsulated.length !== ENCAPSULATED_LENGTH) throw new RangeError("an encapsulation is 1120 bytes");
      const share = encapsulated.subarray(MLKEM_CIPHERTEXT_LENGTH);
      const classic = parts.x25519(scalar, share);
      if (!classic) return undefined;
      const quantum = mlkem.decapsulate(encapsulated.subarray(0, MLKEM_CIPHERTEXT_LENGTH));
      const combined = joined([quantum, classic, share, publicShare, LABEL]);
      const secret = parts.sha3_256(combined);
      wipe(quantum, classic, combined);
      return secret;
    },
    wipe() {
      mlkem.wipe();
      wipe(scalar);
    },
  };
}
