import createLibsodium from "libsodium";
import { TAG_LENGTH } from "../age/payload-length.ts";
import { CryptoError } from "../errors.ts";
import { randomBytes } from "../random.ts";
import { type Primitives, XWING_ENCAPSULATED_LENGTH, XWING_PUBLIC_KEY_LENGTH } from "./primitives.ts";
import { SodiumHeap } from "./sodium-heap.ts";

const KEY_LENGTH = 32;
const NONCE_LENGTH = 12;
const SEED_LENGTH = 32;
const POINT_LENGTH = 32;
const SHARED_SECRET_LENGTH = 32;
const RANDOMNESS_LENGTH = 64;
const SIGNATURE_LENGTH = 64;
/** libsodium keeps the public key behind an Ed25519 seed. */
const SIGNING_KEY_LENGTH = 64;

/**
 * libsodium compiled to WebAssembly, which must run here: a page tries first (see `choosePrimitives`). The raw
 * library without the wrapper that usually goes with it, which is a tenth of the page and copies more.
 */
export async function loadSodium(): Promise<Primitives> {
  const library = await createLibsodium({ getRandomValue });
  if (library._sodium_init() < 0) throw new Error("libsodium does not start");
  const heap = new SodiumHeap(library);

  return {
    name: "libsodium",

    ed25519PublicKey: (seed) =>
      heap.lend((lent) => {
        const publicKey = lent.room(POINT_LENGTH);
        library._crypto_sign_seed_keypair(
          publicKey,
          lent.room(SIGNING_KEY_LENGTH),
          lent.putExactly(SEED_LENGTH, seed),
        );
        return lent.take(publicKey, POINT_LENGTH);
      }),

    ed25519Sign: (seed, message) =>
      heap.lend((lent) => {
        const secretKey = lent.room(SIGNING_KEY_LENGTH);
        library._crypto_sign_seed_keypair(
          lent.room(POINT_LENGTH),
          secretKey,
          lent.putExactly(SEED_LENGTH, seed),
        );
        const signature = lent.room(SIGNATURE_LENGTH);
        library._crypto_sign_detached(signature, 0, lent.put(message), message.length, 0, secretKey);
        return lent.take(signature, SIGNATURE_LENGTH);
      }),

    // It compares R's bytes with those of sB − hA, which lies in the prime-order group as B and A do, and refuses
    // small order: no other R is accepted.
    ed25519VerifyRaw: (publicKey, message, signature) =>
      heap.lend((lent) => {
        const at = lent.putExactly(SIGNATURE_LENGTH, signature);
        const key = lent.putExactly(POINT_LENGTH, publicKey);
        return library._crypto_sign_verify_detached(at, lent.put(message), message.length, 0, key) === 0;
      }),

    aeadSeal: (key, nonce, plaintext) =>
      heap.lend((lent) => {
        const text = lent.put(plaintext, TAG_LENGTH);
        const n = lent.putExactly(NONCE_LENGTH, nonce);
        const k = lent.putExactly(KEY_LENGTH, key);
        library._crypto_aead_chacha20poly1305_ietf_encrypt(
          text,
          0,
          text,
          plaintext.length,
          0,
          0,
          0,
          0,
          0,
          n,
          k,
        );
        return lent.take(text, plaintext.length + TAG_LENGTH);
      }),

    aeadOpen: (key, nonce, ciphertext) =>
      heap.lend((lent) => {
        if (ciphertext.length < TAG_LENGTH) return undefined;
        const text = lent.put(ciphertext);
        const n = lent.putExactly(NONCE_LENGTH, nonce);
        const k = lent.putExactly(KEY_LENGTH, key);
        const status = library._crypto_aead_chacha20poly1305_ietf_decrypt(
          text,
          0,
          0,
          text,
          ciphertext.length,
          0,
          0,
          0,
          0,
          n,
          k,
        );
        return status === 0 ? lent.take(text, ciphertext.length - TAG_LENGTH) : undefined;
      }),

    x25519: (scalar, point) =>
      heap.lend((lent) => {
        const shared = lent.room(POINT_LENGTH);
        const s = lent.putExactly(KEY_LENGTH, scalar);
        const status = library._crypto_scalarmult(shared, s, lent.putExactly(POINT_LENGTH, point));
        return status === 0 ? lent.take(shared, POINT_LENGTH) : undefined;
      }),

    x25519Base: (scalar) =>
      heap.lend((lent) => {
        const point = lent.room(POINT_LENGTH);
        library._crypto_scalarmult_base(point, lent.putExactly(KEY_LENGTH, scalar));
        return lent.take(point, POINT_LENGTH);
      }),

    xwingPublicKey: (seed) =>
      heap.lend((lent) => {
        const publicKey = lent.room(XWING_PUBLIC_KEY_LENGTH);
        const secretKey = lent.room(SEED_LENGTH);
        library._crypto_kem_xwing_seed_keypair(publicKey, secretKey, lent.putExactly(SEED_LENGTH, seed));
        return lent.take(publicKey, XWING_PUBLIC_KEY_LENGTH);
      }),

    xwingEncapsulate: (publicKey, randomness) =>
      heap.lend((lent) => {
        const encapsulated = lent.room(XWING_ENCAPSULATED_LENGTH);
        const secret = lent.room(SHARED_SECRET_LENGTH);
        const key = lent.putExactly(XWING_PUBLIC_KEY_LENGTH, publicKey);
        const seed = lent.putExactly(RANDOMNESS_LENGTH, randomness);
        const status = library._crypto_kem_xwing_enc_deterministic(encapsulated, secret, key, seed);
        if (status !== 0) throw new CryptoError("key-weak", "X-Wing");
        return {
          encapsulated: lent.take(encapsulated, XWING_ENCAPSULATED_LENGTH),
          sharedSecret: lent.take(secret, SHARED_SECRET_LENGTH),
        };
      }),

    xwingDecapsulate: (seed, encapsulated) =>
      heap.lend((lent) => {
        const secret = lent.room(SHARED_SECRET_LENGTH);
        const ciphertext = lent.putExactly(XWING_ENCAPSULATED_LENGTH, encapsulated);
        const status = library._crypto_kem_xwing_dec(secret, ciphertext, lent.putExactly(SEED_LENGTH, seed));
        return status === 0 ? lent.take(secret, SHARED_SECRET_LENGTH) : undefined;
      }),
  };
}

/** 32 bits of the host's randomness, for what libsodium draws by itself. */
function getRandomValue(): number {
  return new DataView(randomBytes(4).buffer).getUint32(0);
}
