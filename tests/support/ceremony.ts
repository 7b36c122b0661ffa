import { type AnchorLine, newAnchor } from "../../client/ceremony/anchors.ts";
import { type Card, type Cards, parseCard, sortCards } from "../../client/ceremony/cards.ts";
import { type DraftedRoster, draftAnnex, draftRosters } from "../../client/ceremony/draft.ts";
import { CeremonyError } from "../../client/ceremony/errors.ts";
import { gatherKnown, type Known } from "../../client/ceremony/known.ts";
import type { PublicDocument } from "../../client/ceremony/public-document.ts";
import {
  courierCard,
  newReviewerVault,
  newStewardVault,
  reviewerCard,
  stewardCard,
} from "../../client/vault/enrol.ts";
import type { Vault } from "../../client/vault/vault.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import { ANNEX_PAYLOAD_TYPE } from "../../crypto/documents/annex.ts";
import { CURRENCY_PAYLOAD_TYPE, encodeCurrency } from "../../crypto/documents/currency.ts";
import { encodeSignedDocument, type SignedDocument, signDocument } from "../../crypto/documents/dsse.ts";
import { addSeconds, type Instant, parseInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { type Period, type PeriodLength, parsePeriodLength } from "../../crypto/documents/period.ts";
import { ROSTER_PAYLOAD_TYPE, type Roster, rosterDigest } from "../../crypto/documents/roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { randomBytes } from "../../crypto/random.ts";
import { months } from "./vaults.ts";

export const sodium = await loadSodium();

/** Three stewards, two of whom sign; and the cards of whoever else a test wants. */
export interface Ceremony {
  readonly stewards: readonly Vault[];
  readonly anchor: Anchor;
  readonly line: AnchorLine;
}

export function newCeremony(handles = ["Crane", "Heron", "Ibis"], threshold = 2): Ceremony {
  const stewards = handles.map(newStewardVault);
  const cards = stewards.map((vault) => stewardHeld(vault).card);
  const anchor = newAnchor(cards, { name: "Night post", threshold, currencyDays: 14, demo: false });
  return { stewards, anchor, line: [anchor] };
}

export function stewardHeld(vault: Vault) {
  const card = parseCard(encodeSignedDocument(stewardCard(vault, sodium)), sodium);
  if (card.kind !== "steward") throw new Error("a steward's card");
  return card;
}

/** A reviewer's vault, with months of 2027 unless said otherwise. */
export function newReviewer(anchor: Anchor, handle: string, periods: readonly Period[] = months(12)): Vault {
  return newReviewerVault({ handle, languages: ["zh-Hans"] }, anchor, periods);
}

export function reviewerHeld(vault: Vault): Card {
  return parseCard(encodeSignedDocument(reviewerCard(vault, sodium)), sodium);
}

/** A courier's signed card, as its bytes. */
export function newCourierCard(anchor: Anchor, handle: string, seed = newSeed()): Uint8Array {
  return encodeSignedDocument(courierCard(anchor, handle, seed, sodium));
}

export function courierHeld(anchor: Anchor, handle: string): Card {
  return parseCard(newCourierCard(anchor, handle), sodium);
}

export function newSeed(): SigningSeed {
  return randomBytes(32) as Uint8Array as SigningSeed;
}

/** All stewards' cards and these. */
export function cardsOf({ stewards }: Ceremony, others: readonly Card[]): Cards {
  return sortCards([...stewards.map(stewardHeld), ...others]);
}

export const NOTHING: Known = { rosters: [], annexes: [] };

export const at = (text: string): Instant => parseInstant(text.includes("T") ? text : `${text}T00:00:00Z`);

export const days = (count: number) => count * SECONDS_PER_DAY;

/** A draft of so many months, begun on a day. */
export function drafted(
  { anchor }: Ceremony,
  cards: Cards,
  from: string,
  options: { known?: Known; count?: number; length?: PeriodLength; now?: Instant } = {},
): DraftedRoster[] {
  return draftRosters({
    anchor,
    known: options.known ?? NOTHING,
    cards,
    from: at(from),
    count: options.count ?? 3,
    length: options.length ?? parsePeriodLength("1mo"),
    now: options.now ?? at(from),
  });
}

export function signedBy(
  payloadType: string,
  payload: Uint8Array,
  seeds: readonly SigningSeed[],
): SignedDocument {
  const signatures = seeds.map((seed) => signDocument(payloadType, payload, seed, sodium));
  return { payloadType, payload, signatures };
}

/** The stewards that sign: as many as the threshold. */
export function seedsOf({ stewards, anchor }: Ceremony): SigningSeed[] {
  return stewards.slice(0, anchor.threshold).map(({ signing }) => signing);
}

export function signedRoster(ceremony: Ceremony, payload: Uint8Array): PublicDocument {
  return {
    kind: "roster",
    roster: signedBy(ROSTER_PAYLOAD_TYPE, payload, seedsOf(ceremony)),
    currency: null,
  };
}

/** A signed roster that a steward called current on a day. */
export function current(
  ceremony: Ceremony,
  { roster, payload }: Pick<DraftedRoster, "roster" | "payload">,
  issued: string,
): PublicDocument {
  const statement = encodeCurrency({
    instance: roster.instance,
    sequence: roster.sequence,
    roster: rosterDigest(payload),
    issued: at(issued),
    notAfter: addSeconds(at(issued), days(14)),
  });
  const [steward] = ceremony.stewards;
  if (!steward) throw new Error("a steward");
  return {
    kind: "roster",
    roster: signedBy(ROSTER_PAYLOAD_TYPE, payload, seedsOf(ceremony)),
    currency: signedBy(CURRENCY_PAYLOAD_TYPE, statement, [steward.signing]),
  };
}

export async function signedAnnex(
  ceremony: Ceremony,
  draft: DraftedRoster,
  cards: Cards,
): Promise<PublicDocument> {
  const payload = await draftAnnex(draft, cards, sodium);
  return { kind: "annex", annex: signedBy(ANNEX_PAYLOAD_TYPE, payload, seedsOf(ceremony)) };
}

/** What is known from documents that all verify. */
export function knownFrom({ line }: Ceremony, documents: readonly PublicDocument[]): Known {
  const { known, refused } = gatherKnown(line, named(documents), sodium);
  if (refused[0]) throw refused[0].error;
  return known;
}

export function named(documents: readonly PublicDocument[]) {
  return documents.map((document, i) => ({ name: `document ${i}`, document }));
}

/** A whole quarter signed, with its annexes. */
export async function signedQuarter(ceremony: Ceremony, cards: Cards, from: string, known = NOTHING) {
  const drafts = drafted(ceremony, cards, from, { known });
  const rosters = drafts.map(({ payload }) => signedRoster(ceremony, payload));
  const annexes = await Promise.all(drafts.map((draft) => signedAnnex(ceremony, draft, cards)));
  return { drafts, documents: [...rosters, ...annexes] };
}

export function numbersIn({ reviewers }: Roster): number[] {
  return reviewers.map(({ number }) => number);
}

/** The code the ceremony's own layer refused with, or "accepted"; any other error is a failure of the test. */
export function ceremonyCodeOf(action: () => unknown): string {
  try {
    action();
    return "accepted";
  } catch (error) {
    if (error instanceof CeremonyError) return error.code;
    throw error;
  }
}
