import { createHash } from "node:crypto";
import { chacha20poly1305 } from "@noble/ciphers/chacha.js";
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { ml_kem768 } from "@noble/post-quantum/ml-kem.js";
import sodium from "libsodium-wrappers";
import { describe, expect, test } from "vitest";
import { concat } from "../../crypto/bytes.ts";
import { noble } from "../../crypto/primitives/noble.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { differing, type Vector, vectorsOf } from "../support/wycheproof.ts";

const equal = (a: Uint8Array, b: Uint8Array) => Buffer.from(a).equals(b);
const sha = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const providers = [noble, await loadSodium()];
const each = describe.each(providers.map((provider) => [provider.name, provider] as const));

each("%s", (name, provider) => {
  const own = name === "noble";

  test("X25519: every shared secret, but none where it is all zero", () => {
    const zero = new Uint8Array(32);
    const vectors = vectorsOf("x25519");
    const verdict = (vector: Vector) => {
      const shared = provider.x25519(vector.bytes("private"), vector.bytes("public"));
      return equal(shared ?? zero, vector.bytes("shared"));
    };
    expect(differing(vectors, verdict)).toEqual([]);
  });

  test("ChaCha20-Poly1305: sealing and opening, with further data", () => {
    const opened = ({ bytes }: Vector) => {
      const [key, nonce, aad] = [bytes("key"), bytes("nonce"), bytes("aad")];
      const sealed = concat(bytes("ciphertext"), bytes("tag"));
      const plaintext = own
        ? chacha20poly1305(key, nonce, aad).decrypt(sealed)
        : sodium.crypto_aead_chacha20poly1305_ietf_decrypt(null, sealed, aad, nonce, key);
      const again = own
        ? chacha20poly1305(key, nonce, aad).encrypt(plaintext)
        : sodium.crypto_aead_chacha20poly1305_ietf_encrypt(plaintext, aad, null, nonce, key);
      return equal(plaintext, bytes("plaintext")) && equal(again, sealed);
    };
    expect(differing(vectorsOf("chacha20-poly1305"), opened)).toEqual([]);
  });

  test("ChaCha20-Poly1305, as we seal and open: those without further data, and no bit of a tag otherwise", () => {
    const vectors = vectorsOf("chacha20-poly1305").filter(
      ({ bytes, result }) => bytes("aad").length === 0 && result === "valid",
    );
    expect(vectors).toHaveLength(45);
    for (const { bytes } of vectors) {
      const [key, nonce, plaintext] = [bytes("key"), bytes("nonce"), bytes("plaintext")];
      const sealed = concat(bytes("ciphertext"), bytes("tag"));
      expect(provider.aeadSeal(key, nonce, plaintext)).toEqual(sealed);
      expect(provider.aeadOpen(key, nonce, sealed)).toEqual(plaintext);
      for (let bit = 0; bit < 128; bit++) {
        const changed = sealed.slice();
        const at = plaintext.length + (bit >> 3);
        changed[at] = (changed[at] ?? 0) ^ (1 << (bit & 7));
        expect(provider.aeadOpen(key, nonce, changed)).toBeUndefined();
      }
    }
  });

  test("ML-KEM-768: keys of a seed", () => {
    const verdict = ({ bytes }: Vector) => equal(sha(keyOf(bytes("seed")).publicKey), bytes("sha256OfKey"));
    expect(differing(vectorsOf("ml-kem-768-keys"), verdict)).toEqual([]);
  });

  test("ML-KEM-768: encapsulation, with keys that are none", () => {
    const verdict = ({ bytes }: Vector) => {
      const made = own
        ? ml_kem768.encapsulate(bytes("key"), bytes("randomness"))
        : sodium.crypto_kem_mlkem768_enc_deterministic(bytes("key"), bytes("randomness"));
      const ciphertext = "cipherText" in made ? made.cipherText : made.ciphertext;
      return equal(sha(ciphertext), bytes("sha256OfCiphertext")) && equal(made.sharedSecret, bytes("shared"));
    };
    expect(differing(vectorsOf("ml-kem-768-encapsulations"), verdict)).toEqual([]);
  });

  test("ML-KEM-768: decapsulation, with ciphertexts that are none", () => {
    const verdict = ({ bytes }: Vector) => {
      const { privateKey } = keyOf(bytes("seed"));
      const shared = own
        ? ml_kem768.decapsulate(bytes("ciphertext"), privateKey)
        : sodium.crypto_kem_mlkem768_dec(bytes("ciphertext"), privateKey);
      return equal(shared, bytes("shared"));
    };
    expect(differing(vectorsOf("ml-kem-768-decapsulations"), verdict)).toEqual([]);
  });

  function keyOf(seed: Uint8Array): { publicKey: Uint8Array; privateKey: Uint8Array } {
    if (!own) return sodium.crypto_kem_mlkem768_seed_keypair(seed);
    const { publicKey, secretKey } = ml_kem768.keygen(seed);
    return { publicKey, privateKey: secretKey };
  }
});

// libsodium's wrapper brings neither: what we do with them is always noble's.
test("HMAC-SHA-256, with tags cut short among them", () => {
  const verdict = ({ bytes }: Vector) => {
    const tag = hmac(sha256, bytes("key"), bytes("message"));
    return equal(tag.subarray(0, bytes("tag").length), bytes("tag"));
  };
  expect(differing(vectorsOf("hmac-sha256"), verdict)).toEqual([]);
});

test("HKDF-SHA-256", () => {
  const verdict = ({ bytes, number }: Vector) =>
    equal(hkdf(sha256, bytes("ikm"), bytes("salt"), bytes("info"), number("size")), bytes("okm"));
  expect(differing(vectorsOf("hkdf-sha256"), verdict)).toEqual([]);
});
