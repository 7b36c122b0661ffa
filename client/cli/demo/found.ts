import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { encodeSignedDocument, type SignedDocument, signPayload } from "../../../crypto/documents/dsse.ts";
import { type Period, parsePeriodLength } from "../../../crypto/documents/period.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import type { Primitives, Signatures } from "../../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { newAnchor } from "../../ceremony/anchors.ts";
import { type Card, type Cards, parseCard, sortCards } from "../../ceremony/cards.ts";
import { type DraftedRoster, type DraftRequest, draftAnnex, draftRosters } from "../../ceremony/draft.ts";
import { annexPayloadName, rosterPayloadName } from "../../ceremony/draft-names.ts";
import { parsePayload } from "../../ceremony/payload.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { joinSignatures } from "../../ceremony/signatures.ts";
import {
  courierCard,
  newReviewerVault,
  newStewardVault,
  reviewerCard,
  stewardCard,
} from "../../vault/enrol.ts";
import type { Vault } from "../../vault/vault.ts";

/** A whole instance in one pair of hands: for trying, and for tests. Whoever has it can do everything. */
export interface Founded {
  readonly anchor: Anchor;
  readonly stewards: readonly Vault[];
  readonly reviewers: readonly Vault[];
  readonly couriers: readonly { readonly handle: string; readonly seed: SigningSeed }[];
}

/** Who takes part, by their handles, and the rest of the anchor. */
export interface Plan extends Pick<Anchor, "name" | "threshold" | "currencyDays" | "demo"> {
  readonly stewards: readonly string[];
  readonly reviewers: readonly string[];
  readonly couriers: readonly string[];
  /** For which the reviewers have identities. */
  readonly periods: readonly Period[];
}

/** So many rosters are signed at once, each for this long: a quarter, as the ceremony has it. */
export const ROSTERS = 3;
export const ROSTER_LENGTH = parsePeriodLength("31d");

/** Fresh keys for everybody, as keys.html makes them. */
export function foundInstance(plan: Plan, primitives: Primitives): Founded {
  const { stewards, reviewers, couriers, periods, ...chosen } = plan;
  const vaults = stewards.map(newStewardVault);
  const cards = sortCards(vaults.map((vault) => cardHeld(cardFor(vault, primitives), primitives)));
  const anchor = newAnchor(
    cards.stewards.map(({ card }) => card),
    chosen,
  );
  return {
    anchor,
    stewards: vaults,
    reviewers: reviewers.map((handle) => newReviewerVault({ handle, languages: ["en"] }, anchor, periods)),
    couriers: couriers.map((handle) => ({ handle, seed: randomBytes(32) as Uint8Array as SigningSeed })),
  };
}

/** Everybody's card. */
export function cardsOf({ anchor, stewards, reviewers, couriers }: Founded, primitives: Primitives): Cards {
  const documents = [
    ...[...stewards, ...reviewers].map((vault) => cardFor(vault, primitives)),
    ...couriers.map(({ handle, seed }) => courierCard(anchor, handle, seed, primitives)),
  ];
  return sortCards(documents.map((card) => cardHeld(card, primitives)));
}

/** What the holder of a vault gives to the others. */
export function cardFor(vault: Vault, primitives: Primitives): SignedDocument {
  return vault.kind === "steward" ? stewardCard(vault, primitives) : reviewerCard(vault, primitives);
}

/** A card as who draws up a roster has it. */
export function cardHeld(card: SignedDocument, signatures: Signatures): Card {
  return parseCard(encodeSignedDocument(card), signatures);
}

/** Who signs: of these stewards as many as the anchor asks for. */
export interface Signers {
  readonly anchor: Anchor;
  readonly stewards: readonly Vault[];
  readonly primitives: Primitives;
}

/** Rosters for a quarter from some time on, each with its annex. @throws as draftRosters, joinSignatures */
export async function signQuarter(
  quarter: Omit<DraftRequest, "count" | "length"> & Signers,
): Promise<PublicDocument[]> {
  const documents: PublicDocument[] = [];
  for (const draft of draftRosters({ ...quarter, count: ROSTERS, length: ROSTER_LENGTH })) {
    const roster = signDraft(quarter, rosterPayloadName(draft.roster.sequence), draft.payload);
    documents.push({ kind: "roster", roster, currency: null });
    documents.push({ kind: "annex", annex: await signAnnex(quarter, quarter.cards, draft) });
  }
  return documents;
}

/** The annex of a drafted roster. @throws as joinSignatures */
export async function signAnnex(signers: Signers, cards: Cards, draft: DraftedRoster) {
  const payload = await draftAnnex(draft, cards, signers.primitives);
  return signDraft(signers, annexPayloadName(draft.roster.sequence), payload);
}

/** A payload by its name: each signs, and the signatures are joined. @throws as joinSignatures */
export function signDraft(
  { anchor, stewards, primitives }: Signers,
  name: string,
  bytes: Uint8Array,
): SignedDocument {
  const draft = parsePayload(name, bytes);
  const parts = stewards
    .slice(0, anchor.threshold)
    .map(({ signing }) => signPayload(draft.payloadType, bytes, signing, primitives));
  return joinSignatures(anchor, draft, parts, primitives);
}
