import { poly1305 } from "@noble/ciphers/_poly1305.js";
import { chacha20 } from "@noble/ciphers/chacha.js";
import { equalBytes, wipe } from "../bytes.ts";
import type { Primitives } from "./primitives.ts";

const TAG_LENGTH = 16;
/** Poly1305 of this library copies what it is given; a kilobyte's copy is gone at once, and 64 of a chunk's wait for a collector. */
const PIECE_LENGTH = 1024;

/** ChaCha20-Poly1305 (RFC 8439 §2.8, no additional data) in plain JavaScript, of noble's two parts. */
export const nobleAead: Pick<Primitives, "aeadSeal" | "aeadOpen"> = {
  aeadSeal(key, nonce, plaintext) {
    const sealed = new Uint8Array(plaintext.length + TAG_LENGTH);
    const ciphertext = sealed.subarray(0, plaintext.length);
    chacha20(key, nonce, plaintext, ciphertext, 1);
    sealed.set(tagOf(key, nonce, ciphertext), plaintext.length);
    return sealed;
  },
  aeadOpen(key, nonce, sealed) {
    if (sealed.length < TAG_LENGTH) return undefined;
    const ciphertext = sealed.subarray(0, -TAG_LENGTH);
    if (!equalBytes(tagOf(key, nonce, ciphertext), sealed.subarray(-TAG_LENGTH))) return undefined;
    return chacha20(key, nonce, ciphertext, undefined, 1);
  },
};

function tagOf(key: Uint8Array, nonce: Uint8Array, ciphertext: Uint8Array): Uint8Array {
  const lengths = new DataView(new ArrayBuffer(16));
  lengths.setBigUint64(8, BigInt(ciphertext.length), true);
  const oneTimeKey = chacha20(key, nonce, new Uint8Array(32));
  const authenticator = poly1305.create(oneTimeKey);
  wipe(oneTimeKey);
  for (let at = 0; at < ciphertext.length; at += PIECE_LENGTH)
    authenticator.update(ciphertext.subarray(at, at + PIECE_LENGTH));
  authenticator.update(new Uint8Array(-ciphertext.length & 15));
  return authenticator.update(new Uint8Array(lengths.buffer)).digest();
}
