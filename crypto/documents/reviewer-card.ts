import { CryptoError } from "../errors.ts";
import type { Signatures } from "../primitives/primitives.ts";
import { instanceId } from "./anchor.ts";
import { encoderOf, type Field, list, type Of, parserOf, record, scalar, typed } from "./canonical.ts";
import type { SignedDocument } from "./dsse.ts";
import { checkDistinct, hybridRecipient, label, matching, verifyingKey, x25519Recipient } from "./fields.ts";
import { checkPeriod, PERIOD } from "./period.ts";
import { verifySelfSigned } from "./self-signed.ts";

/** Most periods that a card holds: three years of months, about 80 KiB. */
export const MOST_PERIODS = 36;

const cardPeriod = /* @__PURE__ */ record(
  () => ({ ...PERIOD, recipient: hybridRecipient, classicRecipient: x25519Recipient }),
  checkPeriod,
);

export interface CardPeriod extends Of<typeof cardPeriod> {}

const LANGUAGE = /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/;

/** 0 to 16 different BCP 47 tags. */
export const languageTags: Field<readonly string[]> = /* @__PURE__ */ scalar((value) => {
  const tags = list(matching(LANGUAGE), 0, 16).read(value, "languages");
  if (new Set(tags).size === tags.length) return tags;
  throw new CryptoError("document-malformed", "languages are different tags like zh-Hans");
});

const REVIEWER_CARD = /* @__PURE__ */ typed(
  "nightjar-reviewer-card/v1",
  () => ({
    instance: instanceId,
    /** 1 to 64 characters; goes to reviewers and stewards only. */
    handle: label,
    languages: languageTags,
    signingKey: verifyingKey,
    /** Long-lived, for casebooks and annexes; no tip is sealed to it. */
    casebookRecipient: hybridRecipient,
    /** 1 to 36, one following on the other. */
    periods: list(cardPeriod, 1, MOST_PERIODS),
  }),
  ({ periods, signingKey, casebookRecipient }) => {
    const follow = periods.every((period, i) => i === 0 || period.notBefore === periods[i - 1]?.notAfter);
    if (!follow) throw new CryptoError("document-malformed", "periods must follow on one another");
    const ofPeriods = periods.flatMap(({ recipient, classicRecipient }) => [recipient, classicRecipient]);
    checkDistinct([signingKey, casebookRecipient, ...ofPeriods], "card");
  },
);

/** What a reviewer hands to the stewards: the public halves of a vault (SPEC.md, "Reviewer's card"). */
export interface ReviewerCard extends Of<typeof REVIEWER_CARD> {}

export const REVIEWER_CARD_PAYLOAD_TYPE = "application/vnd.nightjar.reviewer-card.v1+json";

export const encodeReviewerCard = /* @__PURE__ */ encoderOf<ReviewerCard>(REVIEWER_CARD);

/** Canonical JSON bytes. @throws CryptoError document-malformed, recipient-malformed, key-weak, key-repeated */
export const parseReviewerCard = /* @__PURE__ */ parserOf<ReviewerCard>(REVIEWER_CARD);

/** The card, if its own signing key, and no other, signed it. @throws as parseReviewerCard; signature-invalid */
export function verifyReviewerCard(document: SignedDocument, signatures: Signatures): ReviewerCard {
  return verifySelfSigned(document, REVIEWER_CARD_PAYLOAD_TYPE, REVIEWER_CARD, "signingKey", signatures);
}
