import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { x25519 } from "@noble/curves/ed25519.js";
import { ml_kem768_x25519 as xwing } from "@noble/post-quantum/hybrid.js";
import { nobleSignatures } from "./noble-signatures.ts";
import { orUndefined, type Primitives } from "./primitives.ts";

/** Plain JavaScript: for the source's page, and wherever WebAssembly doesn't run. */
export const noble: Primitives = {
  ...nobleSignatures,
  name: "noble",
  aeadSeal: (key, nonce, plaintext) => chacha20poly1305(key, nonce).encrypt(plaintext),
  aeadOpen: (key, nonce, ciphertext) =>
    ciphertext.length < 16 ? undefined : orUndefined(() => chacha20poly1305(key, nonce).decrypt(ciphertext)),
  x25519: (scalar, point) => orUndefined(() => x25519.getSharedSecret(scalar, point)),
  x25519Base: (scalar) => x25519.getPublicKey(scalar),
  xwingPublicKey: (seed) => xwing.keygen(seed).publicKey,
  xwingEncapsulate: (publicKey, randomness) => {
    const { cipherText, sharedSecret } = xwing.encapsulate(publicKey, randomness);
    return { encapsulated: cipherText, sharedSecret };
  },
  xwingDecapsulate: (seed, encapsulated) => orUndefined(() => xwing.decapsulate(encapsulated, seed)),
};
