import { equalBytes } from "../bytes.ts";
import type { VerifyingKey } from "../ed25519.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { type Field, parseDocument } from "./canonical.ts";
import { type SignedDocument, verifyDocument } from "./dsse.ts";

/**
 * A card, which names the key that must have signed it, alone. That shows only that who made the card has the
 * key: whose card it is, people find out by its fingerprint.
 * @param key where in the card that key is
 * @throws CryptoError signature-invalid, document-malformed (another type, too), and what `parseDocument` throws
 */
export function verifySelfSigned<Key extends string, T extends Readonly<Record<Key, VerifyingKey>>>(
  document: SignedDocument,
  payloadType: string,
  field: Field<T>,
  key: Key,
  signatures: Signatures,
): T {
  if (document.payloadType !== payloadType) throw new CryptoError("document-malformed", "payloadType");
  const card = parseDocument(field, document.payload);
  const [first, ...others] = document.signatures;
  if (!first || others.length > 0 || !equalBytes(first.signer, card[key])) {
    throw new CryptoError("signature-invalid", "a card is signed by its own key, alone");
  }
  verifyDocument(document, payloadType, [card[key]], 1, signatures);
  return card;
}
