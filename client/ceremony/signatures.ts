import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type SignedDocument, verifyDocument } from "../../crypto/documents/dsse.ts";
import { encodeVerifyingKey, type SigningSeed, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { isAmong } from "./changes.ts";
import { CeremonyError } from "./errors.ts";
import type { Payload } from "./payload.ts";

/** The steward's own key, if it is one of the anchor's. @throws CeremonyError not-a-steward */
export function stewardKey(anchor: Anchor, seed: SigningSeed, signatures: Signatures): VerifyingKey {
  const key = signatures.ed25519PublicKey(seed) as VerifyingKey;
  if (isAmong(key, anchor.stewards)) return key;
  throw new CeremonyError("not-a-steward");
}

/**
 * One document of all stewards' signatures over a payload, in the order of their keys. Signed by at least the
 * threshold. @throws CeremonyError signature-stray, signature-missing; CryptoError as verifyDocument
 */
export function joinSignatures(
  anchor: Anchor,
  { name, bytes, payloadType }: Payload,
  parts: readonly SignedDocument[],
  signatures: Signatures,
): SignedDocument {
  if (parts.length === 0) throw new CeremonyError("signature-missing", name);
  const strays = parts.some((part) => part.payloadType !== payloadType || !equalBytes(part.payload, bytes));
  if (strays) throw new CeremonyError("signature-stray", name);
  const joined = {
    payloadType,
    payload: bytes,
    signatures: parts
      .flatMap((part) => part.signatures)
      .sort((a, b) => (encodeVerifyingKey(a.signer) < encodeVerifyingKey(b.signer) ? -1 : 1)),
  };
  verifyDocument(joined, payloadType, anchor.stewards, anchor.threshold, signatures);
  return joined;
}
