import type { Signatures } from "../primitives/primitives.ts";
import { encoderOf, type Of, parserOf, typed } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { hybridRecipient, label, verifyingKey } from "./fields.ts";
import { verifySelfSigned } from "./self-signed.ts";

const STEWARD_CARD = /* @__PURE__ */ typed("nightjar-steward-card/v1", () => ({
  /** 1 to 64 characters; goes to reviewers and stewards only. */
  handle: label,
  signingKey: verifyingKey,
  /** Long-lived: what an annex is sealed to. */
  recipient: hybridRecipient,
}));

/** What a steward hands to the others: the public halves of a vault (SPEC.md, "Steward's card"). */
export interface StewardCard extends Of<typeof STEWARD_CARD> {}

export const STEWARD_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.steward-card.v1+json";

export const encodeStewardCard = /* @__PURE__ */ encoderOf<StewardCard>(STEWARD_CARD);

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak */
export const parseStewardCard = /* @__PURE__ */ parserOf<StewardCard>(STEWARD_CARD);

/** The card, if its own signing key, and no other, signed it. @throws as parseStewardCard; signature-invalid */
export function verifyStewardCard(document: SignedDocument, signatures: Signatures): StewardCard {
  return verifySelfSigned(document, STEWARD_CARD_PAYLOAD_TYPE, STEWARD_CARD, "signingKey", signatures);
}
