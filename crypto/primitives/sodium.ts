import sodium from "libsodium-wrappers";
import type { Primitives } from "./primitives.ts";

/**
 * libsodium compiled to WebAssembly: everywhere WebAssembly runs. Importing this module where it doesn't run
 * fails, so a page first tries a compilation (see `choosePrimitives`) and then imports it dynamically.
 */
export async function loadSodium(): Promise<Primitives> {
  await sodium.ready;
  return {
    name: "libsodium",
    ed25519PublicKey: (seed) => sodium.crypto_sign_seed_keypair(seed).publicKey,
    ed25519Sign: (seed, message) => {
      const { privateKey } = sodium.crypto_sign_seed_keypair(seed);
      const signature = sodium.crypto_sign_detached(message, privateKey);
      sodium.memzero(privateKey);
      return signature;
    },
    ed25519VerifyRaw: (publicKey, message, signature) =>
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
    aeadSeal: (key, nonce, plaintext) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key),
    aeadOpen: (key, nonce, ciphertext) =>
      ciphertext.length < 16
        ? undefined
        : refusedAsUndefined(() =>
            sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, null, nonce, key),
          ),
    x25519: (scalar, point) => refusedAsUndefined(() => sodium.crypto_scalarmult(scalar, point)),
    x25519Base: (scalar) => sodium.crypto_scalarmult_base(scalar),
    xwingPublicKey: (seed) => {
      const { publicKey, privateKey } = sodium.crypto_kem_xwing_seed_keypair(seed);
      sodium.memzero(privateKey);
      return publicKey;
    },
    xwingEncapsulate: (publicKey, randomness) => {
      const { ciphertext, sharedSecret } = sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness);
      return { encapsulated: ciphertext, sharedSecret };
    },
    xwingDecapsulate: (seed, encapsulated) =>
      refusedAsUndefined(() => sodium.crypto_kem_xwing_dec(encapsulated, seed)),
  };
}

/** The wrapper throws a plain Error for a failed tag or a refused point, a TypeError for a wrong argument. */
function refusedAsUndefined<T>(attempt: () => T): T | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof TypeError || error instanceof RangeError) throw error;
    return undefined;
  }
}
