import { encodeHybridRecipient, type HybridKey, parseHybridRecipient } from "../age/recipient-keys.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { encodeJson, fieldsOf, parseCanonical, parseLabel, parseText } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { verifySelfSigned } from "./self-signed.ts";

/** What a steward hands to the others: the public halves of a vault (SPEC.md, "Steward's card"). */
export interface StewardCard {
  /** 1 to 64 characters; goes to reviewers and stewards only. */
  readonly handle: string;
  readonly signingKey: VerifyingKey;
  /** Long-lived: what an annex is sealed to. */
  readonly recipient: HybridKey;
}

export const STEWARD_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.steward-card.v1+json";

const TYPE = "nightjar-steward-card/v1";

export function encodeStewardCard(card: StewardCard): Uint8Array {
  return encodeJson({
    type: TYPE,
    handle: card.handle,
    signingKey: encodeVerifyingKey(card.signingKey),
    recipient: encodeHybridRecipient(card.recipient),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak */
export function parseStewardCard(bytes: Uint8Array): StewardCard {
  return parseCanonical(bytes, readCard, encodeStewardCard);
}

/** The card, if its own signing key, and no other, signed it. @throws as parseStewardCard; signature-invalid */
export function verifyStewardCard(document: SignedDocument, signatures: Signatures): StewardCard {
  return verifySelfSigned(
    document,
    STEWARD_CARD_PAYLOAD_TYPE,
    parseStewardCard,
    (card) => card.signingKey,
    signatures,
  );
}

function readCard(value: unknown): StewardCard {
  const fields = fieldsOf(value, TYPE);
  return {
    handle: parseLabel(fields.handle, "handle"),
    signingKey: parseVerifyingKey(fields.signingKey, "document-malformed"),
    recipient: parseHybridRecipient(parseText(fields.recipient, "recipient")),
  };
}
