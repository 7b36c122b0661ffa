import { concat, utf8 } from "../bytes.ts";
import {
  encodeVerifyingKey,
  parseVerifyingKey,
  type SigningSeed,
  type VerifyingKey,
  verifyEd25519,
} from "../ed25519.ts";
import { encodeBase64, parseBase64 } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { encodeJson, fieldsOf, parseCanonical, parseList } from "./canonical.ts";

/** A signed document: DSSE v1 (Dead Simple Signing Envelope), JSON form, with Ed25519. */
export interface SignedDocument {
  readonly payloadType: string;
  readonly payload: Uint8Array;
  readonly signatures: readonly DocumentSignature[];
}

export interface DocumentSignature {
  readonly signer: VerifyingKey;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

const MAX_SIGNATURES = 16;

/** What is signed: DSSE's pre-authentication encoding, which binds the type (the domain label) to the bytes. */
export function preAuthenticationEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const type = utf8(payloadType);
  return concat(utf8(`DSSEv1 ${type.length} `), type, utf8(` ${payload.length} `), payload);
}

/** One steward's or reviewer's signature over a payload of a type. */
export function signDocument(
  payloadType: string,
  payload: Uint8Array,
  seed: SigningSeed,
  signatures: Signatures,
): DocumentSignature {
  const signature = signatures.ed25519Sign(seed, preAuthenticationEncoding(payloadType, payload));
  return { signer: signatures.ed25519PublicKey(seed) as VerifyingKey, signature };
}

/**
 * The payload, if at least `threshold` different `signers` signed it, and nobody else did, and nobody twice.
 * @throws CryptoError document-malformed (another type), steward-unknown, steward-repeated, signature-invalid,
 * signatures-too-few
 */
export function verifyDocument(
  document: SignedDocument,
  payloadType: string,
  signers: readonly VerifyingKey[],
  threshold: number,
  signatures: Signatures,
): Uint8Array {
  if (document.payloadType !== payloadType) throw new CryptoError("document-malformed", "payloadType");
  const known = new Set(signers.map(encodeVerifyingKey));
  const ids = document.signatures.map(({ signer }) => encodeVerifyingKey(signer));
  if (ids.some((id) => !known.has(id))) throw new CryptoError("steward-unknown");
  if (new Set(ids).size !== ids.length) throw new CryptoError("steward-repeated");
  const message = preAuthenticationEncoding(payloadType, document.payload);
  const allVerify = document.signatures.every(({ signer, signature }) =>
    verifyEd25519(signatures, signer, message, signature),
  );
  if (!allVerify) throw new CryptoError("signature-invalid");
  if (ids.length < threshold) throw new CryptoError("signatures-too-few", `${ids.length} of ${threshold}`);
  return document.payload;
}

/** The JSON value of a signed document: `keyid` is the signer's public key in hexadecimal. */
export function signedDocumentToJson(document: SignedDocument): unknown {
  return {
    payloadType: document.payloadType,
    payload: encodeBase64(document.payload),
    signatures: document.signatures.map(({ signer, signature }) => ({
      keyid: encodeVerifyingKey(signer),
      sig: encodeBase64(signature),
    })),
  };
}

export function signedDocumentFromJson(value: unknown): SignedDocument {
  const fields = fieldsOf(value);
  if (typeof fields.payloadType !== "string") throw new CryptoError("document-malformed", "payloadType");
  return {
    payloadType: fields.payloadType,
    payload: parseBase64(fields.payload, "document-malformed"),
    signatures: parseList(fields.signatures, 1, MAX_SIGNATURES, "signatures").map(parseSignature),
  };
}

export function encodeSignedDocument(document: SignedDocument): Uint8Array {
  return encodeJson(signedDocumentToJson(document));
}

/** @param mostBytes as in `parseCanonical` @throws CryptoError document-malformed, key-weak */
export function parseSignedDocument(bytes: Uint8Array, mostBytes?: number): SignedDocument {
  return parseCanonical(bytes, signedDocumentFromJson, encodeSignedDocument, mostBytes);
}

function parseSignature(value: unknown): DocumentSignature {
  const fields = fieldsOf(value);
  const signature = parseBase64(fields.sig, "document-malformed");
  if (signature.length !== 64) throw new CryptoError("document-malformed", "a signature is 64 bytes");
  return { signer: parseVerifyingKey(fields.keyid, "document-malformed"), signature };
}
