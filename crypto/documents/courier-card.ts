import type { Signatures } from "../primitives/primitives.ts";
import { instanceId } from "./anchor.ts";
import { encoderOf, type Of, parserOf, typed } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { label, verifyingKey } from "./fields.ts";
import { verifySelfSigned } from "./self-signed.ts";

const COURIER_CARD = /* @__PURE__ */ typed("nightjar-courier-card/v1", () => ({
  instance: instanceId,
  /** 1 to 64 characters; goes to reviewers and stewards only. */
  handle: label,
  key: verifyingKey,
}));

/** What a courier hands to the stewards (SPEC.md, "Courier's card"). */
export interface CourierCard extends Of<typeof COURIER_CARD> {}

export const COURIER_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.courier-card.v1+json";

export const encodeCourierCard = /* @__PURE__ */ encoderOf<CourierCard>(COURIER_CARD);

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak */
export const parseCourierCard = /* @__PURE__ */ parserOf<CourierCard>(COURIER_CARD);

/** The card, if its own key, and no other, signed it. @throws as parseCourierCard; signature-invalid */
export function verifyCourierCard(document: SignedDocument, signatures: Signatures): CourierCard {
  return verifySelfSigned(document, COURIER_CARD_PAYLOAD_TYPE, COURIER_CARD, "key", signatures);
}
