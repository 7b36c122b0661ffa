import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import {
  COURIER_CARD_PAYLOAD_TYPE,
  type CourierCard,
  verifyCourierCard,
} from "../../crypto/documents/courier-card.ts";
import { parseSignedDocument, type SignedDocument } from "../../crypto/documents/dsse.ts";
import { cardFingerprint } from "../../crypto/documents/fingerprint.ts";
import {
  REVIEWER_CARD_PAYLOAD_TYPE,
  type ReviewerCard,
  verifyReviewerCard,
} from "../../crypto/documents/reviewer-card.ts";
import {
  STEWARD_CARD_PAYLOAD_TYPE,
  type StewardCard,
  verifyStewardCard,
} from "../../crypto/documents/steward-card.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import { looksAlike } from "../folding/look-alike.ts";
import { cardOf, isAmong } from "./changes.ts";
import { CeremonyError } from "./errors.ts";

/** A card whose own key signed it. */
export type Card =
  | (CardBytes & { readonly kind: "reviewer"; readonly card: ReviewerCard })
  | (CardBytes & { readonly kind: "steward"; readonly card: StewardCard })
  | (CardBytes & { readonly kind: "courier"; readonly card: CourierCard });

export interface CardBytes {
  /** The key that signs, or, for a courier, fetches. */
  readonly key: VerifyingKey;
  /** 12 words, to be compared in person. */
  readonly fingerprint: string;
  /** The signed card, canonical JSON; two or more if a reviewer's periods are spread over several. */
  readonly bytes: readonly Uint8Array[];
}

/** Cards of one ceremony, each kind in the order of their handles. */
export interface Cards {
  readonly reviewers: readonly (Card & { readonly kind: "reviewer" })[];
  readonly stewards: readonly (Card & { readonly kind: "steward" })[];
  readonly couriers: readonly (Card & { readonly kind: "courier" })[];
}

/** @throws CryptoError as the cards' verification; CeremonyError file-unknown */
export function parseCard(bytes: Uint8Array, signatures: Signatures): Card {
  const document = parseSignedDocument(bytes);
  return {
    ...verified(document, signatures),
    fingerprint: cardFingerprint(document.payload),
    bytes: [bytes],
  };
}

function verified(document: SignedDocument, signatures: Signatures) {
  switch (document.payloadType) {
    case REVIEWER_CARD_PAYLOAD_TYPE: {
      const card = verifyReviewerCard(document, signatures);
      return { kind: "reviewer", card, key: card.signingKey } as const;
    }
    case STEWARD_CARD_PAYLOAD_TYPE: {
      const card = verifyStewardCard(document, signatures);
      return { kind: "steward", card, key: card.signingKey } as const;
    }
    case COURIER_CARD_PAYLOAD_TYPE: {
      const card = verifyCourierCard(document, signatures);
      return { kind: "courier", card, key: card.key } as const;
    }
    default:
      throw new CeremonyError("file-unknown");
  }
}

/**
 * Cards by their kind, one entry for each person: what a reviewer enrolled with and what renewed it are one.
 * @throws CeremonyError card-repeated, handle-repeated
 */
export function sortCards(cards: readonly Card[]): Cards {
  const persons = new Map<string, Card>();
  for (const card of cards.toSorted((a, b) => firstBeginning(a) - firstBeginning(b))) {
    const id = encodeVerifyingKey(card.key);
    const before = persons.get(id);
    persons.set(id, before ? joined(before, card) : card);
  }
  const all = [...persons.values()].sort((a, b) => compare(a.card.handle, b.card.handle));
  for (const [i, { kind, card }] of all.entries()) {
    const before = all
      .slice(0, i)
      .find((one) => one.kind === kind && looksAlike(one.card.handle, card.handle));
    if (before) throw new CeremonyError("handle-repeated", `${before.card.handle}, ${card.handle}`);
  }
  return {
    reviewers: all.filter((card) => card.kind === "reviewer"),
    stewards: all.filter((card) => card.kind === "steward"),
    couriers: all.filter((card) => card.kind === "courier"),
  };
}

/** Two cards of one reviewer, the earlier first, with the periods of both; what the later one says besides holds. */
function joined(early: Card, late: Card): Card {
  if (early.kind !== "reviewer" || late.kind !== "reviewer" || early.card.handle !== late.card.handle)
    throw new CeremonyError("card-repeated", late.card.handle);
  const lastEnd = early.card.periods.at(-1)?.notAfter ?? 0;
  if (firstBeginning(late) < lastEnd) throw new CeremonyError("card-repeated", late.card.handle);
  return {
    kind: "reviewer",
    key: late.key,
    card: { ...late.card, periods: [...early.card.periods, ...late.card.periods] },
    fingerprint: `${early.fingerprint}; ${late.fingerprint}`,
    bytes: [...early.bytes, ...late.bytes],
  };
}

function firstBeginning(card: Card): number {
  return card.kind === "reviewer" ? (card.card.periods[0]?.notBefore ?? 0) : 0;
}

/** Whether these cards make a roster of this anchor. @throws CeremonyError card-…  */
export function checkCards(anchor: Anchor, { reviewers, stewards, couriers }: Cards): void {
  for (const { card } of [...reviewers, ...couriers]) {
    if (!equalBytes(card.instance, anchor.instance)) throw new CeremonyError("card-foreign", card.handle);
  }
  for (const { key, card } of stewards) {
    if (!isAmong(key, anchor.stewards)) throw new CeremonyError("card-stranger", card.handle);
  }
  const missing = anchor.stewards.filter((steward) => !cardOf(steward, stewards));
  if (missing.length > 0) throw new CeremonyError("card-missing", missing.map(encodeVerifyingKey).join(", "));
  if (reviewers.length < 1 || reviewers.length > 16 || couriers.length > 32)
    throw new CeremonyError("card-count", `${reviewers.length} reviewers, ${couriers.length} couriers`);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
