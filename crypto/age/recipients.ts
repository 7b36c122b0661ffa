import { hkdf } from "@noble/hashes/hkdf.js";
import { scrypt } from "@noble/hashes/scrypt.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { concat, utf8, wipe } from "../bytes.ts";
import { encodeBase64NoPad } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Primitives } from "../primitives/primitives.ts";
import { type Randomness, randomBytes } from "../random.ts";
import type { FileKey } from "./file-key.ts";
import { hpkeBaseContext } from "./hpke.ts";
import type { HybridKey, X25519Key } from "./recipient-keys.ts";
import type { Stanza } from "./stanza.ts";

export const HYBRID_INFO = utf8("age-encryption.org/mlkem768x25519");
export const X25519_INFO = utf8("age-encryption.org/v1/X25519");
export const SCRYPT_LABEL = utf8("age-encryption.org/v1/scrypt");
export const ZERO_NONCE: Uint8Array = new Uint8Array(12);

/** Somebody that an age file can be sealed to. */
export interface Recipient {
  readonly kind: "mlkem768x25519" | "X25519" | "scrypt";
  /** The stanza that gives the file key to this recipient; fresh randomness at every call, unless told whose. */
  wrap(fileKey: FileKey, primitives: Primitives, random?: Randomness): Stanza;
}

/** C2SP age, "mlkem768x25519 recipient": X-Wing in HPKE base mode. */
export function hybridRecipient(key: HybridKey): Recipient {
  return {
    kind: "mlkem768x25519",
    wrap(fileKey, primitives, random = randomBytes) {
      const randomness = random(64);
      const { encapsulated, sharedSecret } = primitives.xwingEncapsulate(key, randomness);
      const context = hpkeBaseContext(sharedSecret, HYBRID_INFO);
      const body = primitives.aeadSeal(context.key, context.nonce, fileKey);
      wipe(randomness, sharedSecret, context.key);
      return { type: "mlkem768x25519", args: [encodeBase64NoPad(encapsulated)], body };
    },
  };
}

/** C2SP age, "X25519 recipient". */
export function x25519Recipient(key: X25519Key): Recipient {
  return {
    kind: "X25519",
    wrap(fileKey, primitives, random = randomBytes) {
      const ephemeral = random(32);
      const share = primitives.x25519Base(ephemeral);
      const secret = primitives.x25519(ephemeral, key);
      if (!secret) throw new CryptoError("key-weak", "X25519");
      const wrapKey = hkdf(sha256, secret, concat(share, key), X25519_INFO, 32);
      const body = primitives.aeadSeal(wrapKey, ZERO_NONCE, fileKey);
      wipe(ephemeral, secret, wrapKey);
      return { type: "X25519", args: [encodeBase64NoPad(share)], body };
    },
  };
}

/** Hears, now and then, which part of the work with a passphrase is done, 0 to 1. It must not throw. */
export type Progress = (done: number) => void;

/** C2SP age, "scrypt recipient": a passphrase, and the work factor as log₂ N. Never on a source's road. */
export function scryptRecipient(passphrase: string, logN: number, progress?: Progress): Recipient {
  return {
    kind: "scrypt",
    wrap(fileKey, primitives, random = randomBytes) {
      const salt = random(16);
      const wrapKey = scryptKey(passphrase, salt, logN, progress);
      const body = primitives.aeadSeal(wrapKey, ZERO_NONCE, fileKey);
      wipe(wrapKey);
      return { type: "scrypt", args: [encodeBase64NoPad(salt), String(logN)], body };
    },
  };
}

/** The wrap key (32 bytes) of a passphrase; takes 2^logN KiB of memory. */
export function scryptKey(
  passphrase: string,
  salt: Uint8Array,
  logN: number,
  progress?: Progress,
): Uint8Array {
  const options = { N: 2 ** logN, r: 8, p: 1, dkLen: 32, maxmem: 2 ** (logN + 10) + 2 ** 24 };
  const heard = progress && { onProgress: progress };
  return scrypt(utf8(passphrase), concat(SCRYPT_LABEL, salt), { ...options, ...heard });
}
