import { equalBytes } from "../bytes.ts";
import type { VerifyingKey } from "../ed25519.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";

/**
 * A card, which names the key that must have signed it, alone. That shows only that who made the card has the
 * key: whose card it is, people find out by its fingerprint.
 * @throws CryptoError signature-invalid, document-malformed (another type), and what `parse` throws
 */
export function verifySelfSigned<T>(
  document: SignedDocument,
  payloadType: string,
  parse: (payload: Uint8Array) => T,
  keyOf: (card: T) => VerifyingKey,
  signatures: Signatures,
): T {
  if (document.payloadType !== payloadType) throw new CryptoError("document-malformed", "payloadType");
  const card = parse(document.payload);
  const key = keyOf(card);
  const [first, ...others] = document.signatures;
  if (!first || others.length > 0 || !equalBytes(first.signer, key)) {
    throw new CryptoError("signature-invalid", "a card is signed by its own key, alone");
  }
  verifyDocument(document, payloadType, [key], 1, signatures);
  return card;
}
