import { bech32 } from "@scure/base";
import { CryptoError, type CryptoErrorCode } from "./errors.ts";

const HEX_OF_BYTES = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

/** Lower-case hexadecimal. */
export function encodeHex(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += HEX_OF_BYTES[byte];
  return text;
}

/** Lower-case hexadecimal of exactly `length` bytes; throws `code` on anything else. */
export function parseHex(text: unknown, length: number, code: CryptoErrorCode): Uint8Array {
  if (typeof text !== "string" || text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) {
    throw new CryptoError(code, `not ${length} bytes of lower-case hexadecimal`);
  }
  return Uint8Array.from({ length }, (_, i) => Number.parseInt(text.slice(2 * i, 2 * i + 2), 16));
}

/** Standard base64 with padding (DSSE). */
export function encodeBase64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Canonical padded base64; throws `code` on anything else. */
export function parseBase64(text: unknown, code: CryptoErrorCode): Uint8Array {
  return decodeCanonical(text, true, code);
}

/** Standard base64 without padding (age headers). */
export function encodeBase64NoPad(bytes: Uint8Array): string {
  return withoutPadding(encodeBase64(bytes));
}

/** Canonical unpadded base64, unused bits zero; throws `code` on anything else. */
export function parseBase64NoPad(text: string, code: CryptoErrorCode): Uint8Array {
  return decodeCanonical(text, false, code);
}

/** By the host's own decoder, which forgives much: so what it made is encoded again, and has to be the text. */
function decodeCanonical(text: unknown, padded: boolean, code: CryptoErrorCode): Uint8Array {
  if (typeof text !== "string") throw new CryptoError(code, "not base64 text");
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new CryptoError(code, "not canonical base64");
  }
  const again = btoa(binary);
  if ((padded ? again : withoutPadding(again)) !== text) throw new CryptoError(code, "not canonical base64");
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

function withoutPadding(text: string): string {
  return text.replace(/={1,2}$/, "");
}

/** Bech32 (BIP 173) without its 90-character limit, as age uses it. @param prefix in lower case */
export function encodeBech32(prefix: string, bytes: Uint8Array): string {
  return bech32.encode(prefix, bech32.toWords(bytes), false);
}

/** Lower-case bech32 of exactly `length` bytes under exactly `prefix`; throws `code` on anything else. */
export function parseBech32(text: string, prefix: string, length: number, code: CryptoErrorCode): Uint8Array {
  const decoded = bech32.decodeUnsafe(text, false);
  const bytes = decoded && bech32.fromWordsUnsafe(decoded.words);
  if (bytes && text === text.toLowerCase() && decoded.prefix === prefix && bytes.length === length)
    return bytes;
  throw new CryptoError(code, `not ${prefix}1… with ${length} bytes`);
}
