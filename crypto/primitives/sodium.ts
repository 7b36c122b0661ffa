import sodium from "libsodium-wrappers";
import { TAG_LENGTH } from "../age/payload-length.ts";
import { wipe } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import { orUndefined, type Primitives } from "./primitives.ts";
import { xwingDecapsulator } from "./xwing.ts";

/**
 * libsodium compiled to WebAssembly, which must run here: a page tries first (see `choosePrimitives`). The wrapper
 * checks every length, and throws a TypeError; it doesn't zero what it copied into the library's memory.
 */
export async function loadSodium(): Promise<Primitives> {
  await sodium.ready;
  return {
    name: "libsodium",
    ed25519PublicKey: (seed) => sodium.crypto_sign_seed_keypair(seed).publicKey,
    ed25519Sign: (seed, message) =>
      sodium.crypto_sign_detached(message, sodium.crypto_sign_seed_keypair(seed).privateKey),
    // It compares R's bytes with those of sB − hA, which lies in the prime-order group as B and A do, and refuses
    // small order: no other R is accepted.
    ed25519VerifyRaw: (publicKey, message, signature) =>
      sodium.crypto_sign_verify_detached(signature, message, publicKey),
    aeadSeal: (key, nonce, plaintext) =>
      sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, null, null, nonce, key),
    aeadOpen: (key, nonce, ciphertext) =>
      ciphertext.length < TAG_LENGTH
        ? undefined
        : orUndefined(() =>
            sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, ciphertext, null, nonce, key),
          ),
    x25519,
    x25519Base,
    xwingPublicKey: (seed) => sodium.crypto_kem_xwing_seed_keypair(seed).publicKey,
    xwingEncapsulate: (publicKey, randomness) => {
      const made = orUndefined(() => sodium.crypto_kem_xwing_enc_deterministic(publicKey, randomness));
      if (!made) throw new CryptoError("key-weak", "X-Wing");
      return { encapsulated: made.ciphertext, sharedSecret: made.sharedSecret };
    },
    xwingDecapsulator: (seed) => xwingDecapsulator(seed, { x25519, x25519Base, mlkem, sha3_256 }),
  };
}

const x25519: Primitives["x25519"] = (scalar, point) =>
  orUndefined(() => sodium.crypto_scalarmult(scalar, point));

const x25519Base: Primitives["x25519Base"] = (scalar) => sodium.crypto_scalarmult_base(scalar);

const sha3_256 = (message: Uint8Array) => sodium.crypto_hash_sha3256(message);

function mlkem(seed: Uint8Array) {
  const { privateKey } = sodium.crypto_kem_mlkem768_seed_keypair(seed);
  return {
    decapsulate: (ciphertext: Uint8Array) => sodium.crypto_kem_mlkem768_dec(ciphertext, privateKey),
    wipe: () => wipe(privateKey),
  };
}
