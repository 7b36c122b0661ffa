import { getPublicKey, hashes, Point, sign, verify } from "@noble/ed25519";
import { sha512 } from "@noble/hashes/sha2.js";

// It brings no SHA-512 of its own that answers at once.
hashes.sha512 = sha512;

/** What of `@noble/curves`' Ed25519 is used here, by a library that can nothing else and weighs a third of it. */
export const ed25519 = { getPublicKey, sign, verify, Point };
