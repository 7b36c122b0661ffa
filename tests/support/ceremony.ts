import type { PublicDocuments } from "../../client/bundle/documents.ts";
import { type Card, type Cards, sortCards } from "../../client/ceremony/cards.ts";
import { type DraftedRoster, type DraftRequest, draftRosters } from "../../client/ceremony/draft.ts";
import { rosterPayloadName } from "../../client/ceremony/draft-names.ts";
import { CeremonyError } from "../../client/ceremony/errors.ts";
import { gatherKnown, type Known } from "../../client/ceremony/known.ts";
import type { PublicDocument } from "../../client/ceremony/public-document.ts";
import {
  cardFor,
  cardHeld,
  type Founded,
  foundInstance,
  signAnnex,
  signDraft,
} from "../../client/cli/demo/found.ts";
import { courierCard, newReviewerVault, reviewerCard, withMorePeriods } from "../../client/vault/enrol.ts";
import type { Vault } from "../../client/vault/vault.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { AnchorLine } from "../../crypto/documents/anchor-line.ts";
import { encodeSignedDocument } from "../../crypto/documents/dsse.ts";
import { type Instant, parseInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { type Period, parsePeriodLength } from "../../crypto/documents/period.ts";
import { parseRoster, type Roster } from "../../crypto/documents/roster.ts";
import type { SigningSeed } from "../../crypto/ed25519.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";
import { codeWith } from "./code-of.ts";
import { NOTHING, newSeed } from "./instance.ts";
import { currencyFor } from "./roster-files.ts";
import { months } from "./vaults.ts";

export const sodium = await loadSodium();

/** Three stewards, two of whom sign; reviewers and couriers come by their cards, as a test wants. */
export interface Ceremony extends Founded {
  readonly line: AnchorLine;
}

export function newCeremony(stewards = ["Crane", "Heron", "Ibis"], threshold = 2): Ceremony {
  const chosen = { name: "Night post", threshold, currencyDays: 14, demo: false };
  const founded = foundInstance({ ...chosen, stewards, reviewers: [], couriers: [], periods: [] }, sodium);
  return { ...founded, line: [founded.anchor] };
}

export function stewardHeld(vault: Vault) {
  const card = cardHeld(cardFor(vault, sodium), sodium);
  if (card.kind !== "steward") throw new Error("a steward's card");
  return card;
}

/** A reviewer's vault, with months of 2027 unless said otherwise. */
export function newReviewer(anchor: Anchor, handle: string, periods: readonly Period[] = months(12)): Vault {
  return newReviewerVault({ handle, languages: ["zh-Hans"] }, anchor, periods);
}

export function reviewerHeld(vault: Vault): Card {
  return cardHeld(cardFor(vault, sodium), sodium);
}

/** The cards that a reviewer brings by and by: for the first, the third and the fourth quarter of 2027. */
export function quartersOf(anchor: Anchor, handle: string): [ReviewerHeld, ReviewerHeld, ReviewerHeld] {
  const vault = newReviewer(anchor, handle, []);
  const quarter = (from: string) => {
    const { periods } = withMorePeriods(vault, months(3, from));
    return cardHeld(reviewerCard(vault, sodium, periods), sodium) as ReviewerHeld;
  };
  return [quarter("2027-01-01T00:00:00Z"), quarter("2027-07-01T00:00:00Z"), quarter("2027-10-01T00:00:00Z")];
}

type ReviewerHeld = Card & { readonly kind: "reviewer" };

/** A courier's signed card, as its bytes. */
export function newCourierCard(anchor: Anchor, handle: string): Uint8Array {
  return encodeSignedDocument(courierCard(anchor, handle, newSeed(), sodium));
}

export function courierHeld(anchor: Anchor, handle: string): Card {
  return cardHeld(courierCard(anchor, handle, newSeed(), sodium), sodium);
}

/** All stewards' cards and these. */
export function cardsOf({ stewards }: Ceremony, others: readonly Card[]): Cards {
  return sortCards([...stewards.map(stewardHeld), ...others]);
}

export const at = (text: string): Instant => parseInstant(text.includes("T") ? text : `${text}T00:00:00Z`);

export const days = (count: number) => count * SECONDS_PER_DAY;

/** A draft of so many months, begun on a day. */
export function drafted(
  { anchor }: Ceremony,
  cards: Cards,
  from: string,
  options: Partial<DraftRequest> = {},
): DraftedRoster[] {
  const { known = NOTHING } = options;
  const letters = known.rosters.length > 0 ? undefined : 0;
  const usual = { known, letters, count: 3, length: parsePeriodLength("1mo"), now: at(from) } as const;
  return draftRosters({ anchor, cards, from: at(from), ...usual, ...options });
}

/** The stewards that sign: as many as the threshold. */
export function seedsOf({ stewards, anchor }: Ceremony): SigningSeed[] {
  return stewards.slice(0, anchor.threshold).map(({ signing }) => signing);
}

export function signedRoster(ceremony: Ceremony, payload: Uint8Array) {
  const name = rosterPayloadName(parseRoster(payload).sequence);
  const roster = signDraft({ ...ceremony, primitives: sodium }, name, payload);
  return { kind: "roster", roster, currency: null } as const;
}

/** A signed roster that a steward called current on a day. */
export function current(
  ceremony: Ceremony,
  { roster: { sequence }, payload }: Pick<DraftedRoster, "roster" | "payload">,
  issued: string,
) {
  const about = { anchor: ceremony.anchor, founded: ceremony };
  const currency = currencyFor(about, { sequence, payload }, at(issued));
  return { ...signedRoster(ceremony, payload), currency };
}

export async function signedAnnex(ceremony: Ceremony, draft: DraftedRoster, cards: Cards) {
  const annex = await signAnnex({ ...ceremony, primitives: sodium }, cards, draft);
  return { kind: "annex", annex } as const;
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

/** A month's roster of these reviewers that follows on what is known, and its annex, as a bundle brings them. */
export async function published(
  ceremony: Ceremony,
  reviewers: readonly Vault[],
  from: string,
  before = NOTHING,
) {
  const cards = cardsOf(ceremony, reviewers.map(reviewerHeld));
  const [draft] = drafted(ceremony, cards, from, { known: before, count: 1 });
  if (!draft) throw new Error("a draft");
  const [roster, annex] = [current(ceremony, draft, from), await signedAnnex(ceremony, draft, cards)];
  const documents: PublicDocuments = { anchor: ceremony.anchor, rosters: [roster], annexes: [annex.annex] };
  return { documents, roster, annex: annex.annex, known: knownFrom(ceremony, [roster, annex]) };
}

export function numbersIn({ reviewers }: Roster): number[] {
  return reviewers.map(({ number }) => number);
}

/** The code the ceremony's own layer refused with, or "accepted". */
export const ceremonyCodeOf = (action: () => unknown) => codeWith(CeremonyError, action);
