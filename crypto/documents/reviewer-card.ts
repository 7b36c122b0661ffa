import {
  encodeHybridRecipient,
  encodeX25519Recipient,
  type HybridKey,
  parseHybridRecipient,
  parseX25519Recipient,
  type X25519Key,
} from "../age/recipient-keys.ts";
import { encodeVerifyingKey, parseVerifyingKey, type VerifyingKey } from "../ed25519.ts";
import { encodeHex } from "../encoding.ts";
import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { encodeInstanceId, type InstanceId, parseInstanceId } from "./anchor.ts";
import { encodeJson, fieldsOf, parseCanonical, parseLabel, parseList, parseText } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { type Period, periodFromJson, periodToJson } from "./period.ts";
import { verifySelfSigned } from "./self-signed.ts";

/** What a reviewer hands to the stewards: the public halves of a vault (SPEC.md, "Enrolment card"). */
export interface ReviewerCard {
  readonly instance: InstanceId;
  /** 1 to 64 characters; goes to reviewers and stewards only. */
  readonly handle: string;
  /** 0 to 16 different BCP 47 tags. */
  readonly languages: readonly string[];
  readonly signingKey: VerifyingKey;
  /** Long-lived, for casebooks and annexes; no tip is sealed to it. */
  readonly casebookRecipient: HybridKey;
  /** 1 to 36, one following on the other. */
  readonly periods: readonly CardPeriod[];
}

export interface CardPeriod extends Period {
  readonly recipient: HybridKey;
  readonly classicRecipient: X25519Key;
}

export const REVIEWER_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.reviewer-card.v1+json";

/** Most periods that a card holds: three years of months, about 80 KiB. */
export const MOST_PERIODS = 36;

const TYPE = "nightjar-reviewer-card/v1";
const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

export function encodeReviewerCard(card: ReviewerCard): Uint8Array {
  return encodeJson({
    type: TYPE,
    instance: encodeInstanceId(card.instance),
    handle: card.handle,
    languages: card.languages,
    signingKey: encodeVerifyingKey(card.signingKey),
    casebookRecipient: encodeHybridRecipient(card.casebookRecipient),
    periods: card.periods.map((period) => ({
      ...periodToJson(period),
      recipient: encodeHybridRecipient(period.recipient),
      classicRecipient: encodeX25519Recipient(period.classicRecipient),
    })),
  });
}

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak, key-repeated */
export function parseReviewerCard(bytes: Uint8Array): ReviewerCard {
  return parseCanonical(bytes, readCard, encodeReviewerCard);
}

/** The card, if its own signing key, and no other, signed it. @throws as parseReviewerCard; signature-invalid */
export function verifyReviewerCard(document: SignedDocument, signatures: Signatures): ReviewerCard {
  return verifySelfSigned(
    document,
    REVIEWER_CARD_PAYLOAD_TYPE,
    parseReviewerCard,
    (card) => card.signingKey,
    signatures,
  );
}

/** @throws CryptoError document-malformed */
export function parseLanguages(value: unknown): readonly string[] {
  const languages = parseList(value, 0, 16, "languages").map((tag) => parseText(tag, "languages"));
  if (languages.every((tag) => LANGUAGE.test(tag)) && new Set(languages).size === languages.length)
    return languages;
  throw new CryptoError("document-malformed", "languages are different tags like zh-Hans");
}

function readCard(value: unknown): ReviewerCard {
  const fields = fieldsOf(value, TYPE);
  const card = {
    instance: parseInstanceId(fields.instance),
    handle: parseLabel(fields.handle, "handle"),
    languages: parseLanguages(fields.languages),
    signingKey: parseVerifyingKey(fields.signingKey, "document-malformed"),
    casebookRecipient: parseHybridRecipient(parseText(fields.casebookRecipient, "casebookRecipient")),
    periods: parseList(fields.periods, 1, MOST_PERIODS, "periods").map(readPeriod),
  };
  checkPeriods(card.periods);
  checkKeys(card);
  return card;
}

function readPeriod(value: unknown): CardPeriod {
  const fields = fieldsOf(value);
  return {
    ...periodFromJson(fields),
    recipient: parseHybridRecipient(parseText(fields.recipient, "recipient")),
    classicRecipient: parseX25519Recipient(parseText(fields.classicRecipient, "classicRecipient")),
  };
}

function checkPeriods(periods: readonly Period[]): void {
  const follow = periods.every((period, i) => i === 0 || period.notBefore === periods[i - 1]?.notAfter);
  if (!follow) throw new CryptoError("document-malformed", "periods must follow on one another");
}

function checkKeys(card: ReviewerCard): void {
  const ofPeriods = card.periods.flatMap((period) => [period.recipient, period.classicRecipient]);
  const keys = [card.signingKey, card.casebookRecipient, ...ofPeriods].map(encodeHex);
  if (new Set(keys).size !== keys.length) throw new CryptoError("key-repeated", "card");
}
