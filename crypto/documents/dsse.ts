import { concat, utf8 } from "../bytes.ts";
import { encodeVerifyingKey, type SigningSeed, type VerifyingKey, verifyEd25519 } from "../ed25519.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { encoderOf, type Field, list, mapped, type Of, parseDocument, record } from "./canonical.ts";
import { base64, text, verifyingKey } from "./fields.ts";

const MAX_SIGNATURES = 16;

export interface DocumentSignature {
  readonly signer: VerifyingKey;
  /** 64 bytes. */
  readonly signature: Uint8Array;
}

const signature: Field<DocumentSignature> = /* @__PURE__ */ mapped(
  /* @__PURE__ */ record(
    () => ({ keyid: verifyingKey, sig: base64 }),
    ({ sig }) => {
      if (sig.length !== 64) throw new CryptoError("document-malformed", "a signature is 64 bytes");
    },
  ),
  ({ keyid, sig }) => ({ signer: keyid, signature: sig }),
  ({ signer, signature: sig }) => ({ keyid: signer, sig }),
);

/** DSSE v1 (Dead Simple Signing Envelope), JSON form, with Ed25519. */
export const signedDocument = /* @__PURE__ */ record(() => ({
  payloadType: text,
  payload: base64,
  signatures: list(signature, 1, MAX_SIGNATURES),
}));

/** A signed document. */
export type SignedDocument = Of<typeof signedDocument>;

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

/** A signed document with this one signature. */
export function signPayload(
  payloadType: string,
  payload: Uint8Array,
  seed: SigningSeed,
  signatures: Signatures,
): SignedDocument {
  return { payloadType, payload, signatures: [signDocument(payloadType, payload, seed, signatures)] };
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

export const encodeSignedDocument = /* @__PURE__ */ encoderOf<SignedDocument>(signedDocument);

/** @param mostBytes as in `parseDocument` @throws CryptoError document-malformed, key-weak */
export function parseSignedDocument(bytes: Uint8Array, mostBytes?: number): SignedDocument {
  return parseDocument(signedDocument, bytes, mostBytes);
}
