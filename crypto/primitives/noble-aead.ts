import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { nobleSignatures } from "./noble-signatures.ts";
import { orUndefined, type Primitives } from "./primitives.ts";

/** ChaCha20-Poly1305 in plain JavaScript. */
export const nobleAead: Pick<Primitives, "aeadSeal" | "aeadOpen"> = {
  aeadSeal: (key, nonce, plaintext) => chacha20poly1305(key, nonce).encrypt(plaintext),
  aeadOpen: (key, nonce, ciphertext) =>
    ciphertext.length < 16 ? undefined : orUndefined(() => chacha20poly1305(key, nonce).decrypt(ciphertext)),
};

/**
 * What a file under a passphrase needs, for a page that opens nothing else and is to weigh little: all that agrees on
 * keys is missing, and throws.
 */
export const nobleForPassphrases: Primitives = {
  ...nobleSignatures,
  ...nobleAead,
  name: "noble",
  x25519: missing,
  x25519Base: missing,
  xwingPublicKey: missing,
  xwingEncapsulate: missing,
  xwingDecapsulator: missing,
};

function missing(): never {
  throw new Error("a passphrase agrees on no key");
}
