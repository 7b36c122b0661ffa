import { ed25519 } from "@noble/curves/ed25519.js";
import { isPrimeOrderPoint } from "../prime-order.ts";
import type { Signatures } from "./primitives.ts";

/** Signatures alone, for a page that opens nothing. */
export const nobleSignatures: Signatures = {
  ed25519PublicKey: (seed) => ed25519.getPublicKey(seed),
  ed25519Sign: (seed, message) => ed25519.sign(message, seed),
  // Its equation is the cofactored one, which an R with a part of small order may satisfy.
  ed25519VerifyRaw: (publicKey, message, signature) =>
    isPrimeOrderPoint(signature.subarray(0, 32)) &&
    ed25519.verify(signature, message, publicKey, { zip215: false }),
};
