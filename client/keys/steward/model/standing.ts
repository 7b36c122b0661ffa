import { equalBytes } from "../../../../crypto/bytes.ts";
import { inForce } from "../../../../crypto/documents/anchor-line.ts";
import { anchorFingerprint } from "../../../../crypto/documents/fingerprint.ts";
import { addSeconds, type Instant, SECONDS_PER_DAY } from "../../../../crypto/documents/instant.ts";
import { type Letters, lettersOf } from "../../../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../../../crypto/ed25519.ts";
import type { Signatures } from "../../../../crypto/primitives/primitives.ts";
import { type Card, sortCards } from "../../../ceremony/cards.ts";
import type { CeremonyFile, TravellingDraft } from "../../../ceremony/ceremony-file.ts";
import { cardOf, isAmong } from "../../../ceremony/changes.ts";
import { endOfForce, firstBeginning, rosterInForce } from "../../../ceremony/in-force.ts";
import { type Known, newestCurrency } from "../../../ceremony/known.ts";
import { knownOf } from "./steps.ts";
import { lineOf } from "./take-in.ts";

/** What is due next, in the order of a ceremony. */
export type NextStep = "meet" | "invite" | "sign" | "collect" | "assemble" | "freshen" | "publish";

/** Somebody as people compare them. */
export interface PersonSeen {
  /** The whole key in hexadecimal. */
  readonly id: string;
  /** Undefined where nobody brought the card. */
  readonly handle: string | undefined;
  /** 12 words, or several times 12 where there are several cards. */
  readonly fingerprint: string | undefined;
}

export interface StewardSeen extends PersonSeen {
  readonly isOwn: boolean;
  /** Whether every document of the open draft bears this steward's signature. */
  readonly hasSigned: boolean;
}

/** Where a ceremony stands, for people. */
export interface Standing {
  readonly next: NextStep;
  readonly instance:
    | {
        readonly name: string;
        readonly fingerprint: string;
        readonly threshold: number;
        readonly moves: number;
      }
    | undefined;
  /** Of the anchor in force; before there is one, everybody who brought a steward's card. By handle. */
  readonly stewards: readonly StewardSeen[];
  /** Who have a card, and are to become stewards by a move. */
  readonly newStewards: readonly PersonSeen[];
  readonly reviewers: readonly PersonSeen[];
  readonly couriers: readonly PersonSeen[];
  readonly draft: DraftSeen | undefined;
  /** How many rosters are signed. */
  readonly rosters: number;
  /** What the newest of them says; undefined before the first. */
  readonly letters: Letters | undefined;
  /** When the first of all begins, if none has begun. */
  readonly begins: Instant | undefined;
  /** Until when rosters are signed without a gap. */
  readonly until: Instant | undefined;
  /** Until when the newest statement lets sources seal. */
  readonly currentUntil: Instant | undefined;
}

export interface DraftSeen {
  readonly kind: "rosters" | "move";
  readonly count: number;
  readonly from: Instant | undefined;
  readonly to: Instant | undefined;
  readonly signed: number;
  readonly needed: number;
  /** When it begins, if nothing is running until then. */
  readonly begins: Instant | undefined;
}

/** A statement is due again when this many days have passed. */
const FRESH_DAYS = 7;

/** @throws CeremonyError known-… */
export function standingOf(file: CeremonyFile, now: Instant, signatures: Signatures): Standing {
  const anchor = file.line && inForce(lineOf(file.line, signatures));
  const cards = sortCards(file.cards);
  const known = knownOf(file, now, signatures);
  const isSteward = (card: Card) => !anchor || isAmong(card.key, anchor.stewards);
  const keys = anchor ? anchor.stewards : cards.stewards.map(({ key }) => key);
  const stewards = keys
    .map((key) => stewardSeen(key, cards.stewards, file))
    .sort((a, b) => ((a.handle ?? a.id) < (b.handle ?? b.id) ? -1 : 1));
  const draft = file.draft && draftSeen(file.draft, stewards, anchor?.threshold ?? 0, { known, now });
  const own = stewards.find(({ isOwn }) => isOwn);
  const { rosters } = known;
  const newest = rosters.at(-1);
  return {
    next: nextStep({
      isFounded: anchor !== undefined,
      draft,
      hasSigned: own?.hasSigned ?? false,
      known,
      now,
    }),
    instance: anchor && {
      ...{ name: anchor.name, fingerprint: anchorFingerprint(anchor), threshold: anchor.threshold },
      moves: file.line?.moves.length ?? 0,
    },
    stewards,
    newStewards: cards.stewards.filter((card) => !isSteward(card)).map(seen),
    reviewers: cards.reviewers.map(seen),
    couriers: cards.couriers.map(seen),
    draft,
    rosters: rosters.length,
    letters: newest && lettersOf(newest.roster),
    begins: firstBeginning(rosters, now),
    until: rosters.length > 0 ? endOfForce(rosters, now) : undefined,
    currentUntil: newestStatement(known)?.notAfter,
  };
}

interface Asked {
  readonly isFounded: boolean;
  readonly draft: DraftSeen | undefined;
  readonly hasSigned: boolean;
  readonly known: Known;
  readonly now: Instant;
}

function nextStep({ isFounded, draft, hasSigned, known, now }: Asked): NextStep {
  if (!isFounded) return "meet";
  if (draft && draft.signed >= draft.needed) return "assemble";
  if (draft) return hasSigned ? "collect" : "sign";
  if (known.rosters.length === 0) return "invite";
  return isFresh(known, now) ? "publish" : dueRoster(known, now) ? "freshen" : "invite";
}

function newestStatement({ rosters }: Known) {
  const all = rosters.flatMap((roster) => newestCurrency(roster)?.currency ?? []);
  return all.toSorted((a, b) => b.issued - a.issued)[0];
}

/** Whether the roster in force, or the first of all, was called current within a week. */
function isFresh(known: Known, now: Instant): boolean {
  const due = dueRoster(known, now);
  const issued = due && newestCurrency(due)?.currency.issued;
  return issued !== undefined && addSeconds(issued, FRESH_DAYS * SECONDS_PER_DAY) > now;
}

function dueRoster({ rosters }: Known, now: Instant) {
  const begins = firstBeginning(rosters, now);
  return rosterInForce(rosters, begins ?? now);
}

function stewardSeen(key: VerifyingKey, cards: readonly Card[], { owner, draft }: CeremonyFile): StewardSeen {
  const card = cardOf(key, cards);
  return {
    ...(card ? seen(card) : { id: encodeVerifyingKey(key), handle: undefined, fingerprint: undefined }),
    isOwn: owner !== undefined && equalBytes(owner.key, key),
    hasSigned: draft?.payloads.every(({ bytes }) => isSignedBy(draft, bytes, key)) ?? false,
  };
}

function isSignedBy({ parts }: TravellingDraft, bytes: Uint8Array, key: VerifyingKey): boolean {
  return parts.some(({ payload, signatures }) => {
    const [signature] = signatures;
    return equalBytes(payload, bytes) && signature !== undefined && equalBytes(signature.signer, key);
  });
}

function draftSeen(
  { payloads }: TravellingDraft,
  stewards: readonly StewardSeen[],
  needed: number,
  { known, now }: { readonly known: Known; readonly now: Instant },
): DraftSeen {
  const rosters = payloads.flatMap((payload) => (payload.kind === "roster" ? [payload.roster] : []));
  return {
    kind: payloads.some(({ kind }) => kind === "move") ? "move" : "rosters",
    count: rosters.length,
    from: rosters[0]?.notBefore,
    to: rosters.at(-1)?.notAfter,
    signed: stewards.filter(({ hasSigned }) => hasSigned).length,
    needed,
    begins: firstBeginning([...known.rosters, ...rosters.map((roster) => ({ roster }))], now),
  };
}

function seen({ key, card, fingerprint }: Card): PersonSeen {
  return { id: encodeVerifyingKey(key), handle: card.handle, fingerprint };
}
