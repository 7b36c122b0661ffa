import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseLabel } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { verifySelfSigned } from "./self-signed.ts";

/** What a courier hands to the stewards (SPEC.md, "Courier's card"). */
export interface CourierCard {
  readonly instance: InstanceId;
  /** 1 to 64 characters; goes to reviewers and stewards only. */
  readonly handle: string;
  readonly key: VerifyingKey;
}

export const COURIER_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.courier-card.v1+json";

const TYPE = "nightjar-courier-card/v1";

export function encodeCourierCard(card: CourierCard): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(card.instance),
    handle: card.handle,
    key: encodeVerifyingKey(card.key),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, key-weak */
export function parseCourierCard(bytes: Uint8Array): CourierCard {
  return parseCanonical(bytes, readCard, encodeCourierCard);
}

/** The card, if its own key, and no other, signed it. @throws as parseCourierCard; signature-invalid */
export function verifyCourierCard(document: SignedDocument, signatures: Signatures): CourierCard {
  return verifySelfSigned(
    document,
    COURIER_CARD_PAYLOAD_TYPE,
    parseCourierCard,
    (card) => card.key,
    signatures,
  );
}

function readCard(value: unknown): CourierCard {
  const fields = fieldsOf(value, TYPE);
  return {
    instance: parseInstanceId(fields.instance),
    handle: parseLabel(fields.handle, "handle"),
    key: parseVerifyingKey(fields.key, "document-malformed"),
  };
}
