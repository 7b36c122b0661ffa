import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { type Branded, utf8, wipe } from "../bytes.ts";

/** The 16 random bytes that an age file is sealed under. */
export type FileKey = Branded<Uint8Array, "FileKey">;

export const FILE_KEY_LENGTH = 16;

/** The MAC (32 bytes) of a header's authenticated part (C2SP age, "Header MAC"). */
export function headerMac(fileKey: FileKey, authenticated: Uint8Array): Uint8Array {
  const macKey = hkdf(sha256, fileKey, undefined, utf8("header"), 32);
  const mac = hmac(sha256, macKey, authenticated);
  wipe(macKey);
  return mac;
}

/** The payload key (32 bytes) for a payload nonce (16 bytes) (C2SP age, "Payload"). */
export function payloadKey(fileKey: FileKey, nonce: Uint8Array): Uint8Array {
  return hkdf(sha256, fileKey, nonce, utf8("payload"), 32);
}
