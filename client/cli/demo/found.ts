import type { Anchor } from "../../../crypto/documents/anchor.ts";
import { encodeSignedDocument, type SignedDocument } from "../../../crypto/documents/dsse.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import { type Period, type PeriodLength, parsePeriodLength } from "../../../crypto/documents/period.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../../crypto/random.ts";
import { newAnchor } from "../../ceremony/anchors.ts";
import { type Card, type Cards, parseCard, sortCards } from "../../ceremony/cards.ts";
import { type DraftedRoster, draftAnnex, draftRosters } from "../../ceremony/draft.ts";
import { annexPayloadName, rosterPayloadName } from "../../ceremony/draft-names.ts";
import type { Known } from "../../ceremony/known.ts";
import { type Payload, parsePayload } from "../../ceremony/payload.ts";
import type { PublicDocument } from "../../ceremony/public-document.ts";
import { joinSignatures, signPayload } from "../../ceremony/signatures.ts";
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
  readonly couriers: readonly CourierKey[];
}

export interface CourierKey {
  readonly handle: string;
  readonly seed: SigningSeed;
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

/** Fresh keys for everybody, as "steward enroll", "anchor create", "reviewer enroll" and "courier init" make them. */
export function foundInstance(plan: Plan, primitives: Primitives): Founded {
  const { stewards, reviewers, couriers, periods, ...chosen } = plan;
  const vaults = stewards.map(newStewardVault);
  const cards = sortCards(vaults.map((vault) => held(stewardCard(vault, primitives), primitives))).stewards;
  const anchor = newAnchor(
    cards.map(({ card }) => card),
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
    ...stewards.map((vault) => stewardCard(vault, primitives)),
    ...reviewers.map((vault) => reviewerCard(vault, primitives)),
    ...couriers.map(({ handle, seed }) => courierCard(anchor, handle, seed, primitives)),
  ];
  return sortCards(documents.map((document) => held(document, primitives)));
}

/** What a quarter from some time on is made of. */
export interface Quarter {
  readonly anchor: Anchor;
  readonly cards: Cards;
  readonly known: Known;
  readonly from: Instant;
  readonly now: Instant;
  readonly count?: number;
  readonly length?: PeriodLength;
}

/** Rosters for a quarter, each with its annex, signed by these stewards. @throws as draftRosters, joinSignatures */
export async function signQuarter(
  quarter: Quarter,
  stewards: readonly Vault[],
  primitives: Primitives,
): Promise<PublicDocument[]> {
  const documents: PublicDocument[] = [];
  for (const draft of draftQuarter(quarter)) {
    documents.push(signRoster(quarter.anchor, draft, stewards, primitives));
    documents.push(await signAnnex(quarter, draft, stewards, primitives));
  }
  return documents;
}

export function draftQuarter(quarter: Quarter): DraftedRoster[] {
  return draftRosters({ count: ROSTERS, length: ROSTER_LENGTH, ...quarter });
}

/** A drafted roster that nobody has called current yet. @throws as joinSignatures */
export function signRoster(
  anchor: Anchor,
  { roster, payload }: Pick<DraftedRoster, "roster" | "payload">,
  stewards: readonly Vault[],
  primitives: Primitives,
): PublicDocument & { kind: "roster" } {
  const draft = parsePayload(rosterPayloadName(roster.sequence), payload);
  return { kind: "roster", roster: signedBy(anchor, draft, stewards, primitives), currency: null };
}

/** The annex of a drafted roster. @throws as joinSignatures */
export async function signAnnex(
  { anchor, cards }: Pick<Quarter, "anchor" | "cards">,
  draft: DraftedRoster,
  stewards: readonly Vault[],
  primitives: Primitives,
): Promise<PublicDocument & { kind: "annex" }> {
  const payload = await draftAnnex(draft, cards, primitives);
  const named = parsePayload(annexPayloadName(draft.roster.sequence), payload);
  return { kind: "annex", annex: signedBy(anchor, named, stewards, primitives) };
}

/** As many stewards sign as the anchor asks for, each as with "steward sign"; joined as by "roster assemble". */
function signedBy(
  anchor: Anchor,
  draft: Payload,
  stewards: readonly Vault[],
  primitives: Primitives,
): SignedDocument {
  const parts = stewards
    .slice(0, anchor.threshold)
    .map(({ signing }) => signPayload(draft.payloadType, draft.bytes, signing, primitives));
  return joinSignatures(anchor, draft, parts, primitives);
}

function held(document: SignedDocument, primitives: Primitives): Card {
  return parseCard(encodeSignedDocument(document), primitives);
}
