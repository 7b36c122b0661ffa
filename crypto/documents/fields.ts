import {
  encodeHybridRecipient,
  encodeX25519Recipient,
  type HybridKey,
  parseHybridRecipient,
  parseX25519Recipient,
  type X25519Key,
} from "../age/recipient-keys.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeBase64, encodeHex, parseBase64, parseHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import { encodeDocument, type Field, malformed, mapped, parseDocument, scalar } from "./canonical.ts";

export function oneOf<const C extends readonly string[]>(codes: C): Field<C[number]> {
  return only((value) => codes.some((known) => known === value));
}

/** A whole number. */
export function count<T extends number>(least: number, most: number): Field<T> {
  return scalar((value, name) => {
    if (typeof value === "number" && Number.isInteger(value) && value >= least && value <= most)
      return value as T;
    throw new CryptoError("document-malformed", `${name} must be a whole number from ${least} to ${most}`);
  });
}

export const text: Field<string> = /* @__PURE__ */ only((value) => typeof value === "string");

/** A text that matches throughout; with `^` and `$`. */
export function matching(pattern: RegExp): Field<string> {
  return only((value) => typeof value === "string" && pattern.test(value));
}

/** A name that people chose: 1 to 64 characters, none invisible, no white space at either end. */
export const label: Field<string> = /* @__PURE__ */ matching(/^(?!\s)[^\p{C}\p{DI}]{1,64}(?<!\s)$/u);

export const yesOrNo: Field<boolean> = /* @__PURE__ */ only((value) => typeof value === "boolean");

/** So many bytes, in lower-case hexadecimal. */
export function hex<T extends Uint8Array>(length: number): Field<T> {
  return {
    read: (value) => parseHex(value, length, "document-malformed") as Uint8Array as T,
    write: encodeHex,
  };
}

/** The same, which programs too have as its text. */
export function hexText<T extends string>(length: number): Field<T> {
  return scalar((value) => {
    parseHex(value, length, "document-malformed");
    return value as T;
  });
}

/** Bytes, in canonical padded base64. */
export const base64: Field<Uint8Array> = {
  read: (value) => parseBase64(value, "document-malformed"),
  write: encodeBase64,
};

/** Another document in base64, to the byte. */
export function embedded<T>(field: Field<T>): Field<T> {
  return mapped(
    base64,
    (bytes) => parseDocument(field, bytes),
    (document) => encodeDocument(field, document),
  );
}

/** An Ed25519 public key, in hexadecimal. */
export const verifyingKey: Field<VerifyingKey> = {
  read: (value) => parseVerifyingKey(value, "document-malformed"),
  write: encodeVerifyingKey,
};

/** `age1pq1…` */
export const hybridRecipient: Field<HybridKey> = {
  read: (value, name) => parseHybridRecipient(text.read(value, name)),
  write: encodeHybridRecipient,
};

/** `age1…` */
export const x25519Recipient: Field<X25519Key> = {
  read: (value, name) => parseX25519Recipient(text.read(value, name)),
  write: encodeX25519Recipient,
};

/** @throws CryptoError key-repeated, if one of the keys stands twice */
export function checkDistinct(keys: readonly Uint8Array[], name: string): void {
  if (new Set(keys.map(encodeHex)).size !== keys.length) throw new CryptoError("key-repeated", name);
}

/** What stands in a document as it is, if it is one of these values. */
function only<T>(isOne: (value: unknown) => boolean): Field<T> {
  return scalar((value, name) => {
    if (isOne(value)) return value as T;
    throw malformed(name);
  });
}
