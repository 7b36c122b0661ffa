import type { Anchor } from "../../crypto/documents/anchor.ts";
import { type Courier, encodeAnnex } from "../../crypto/documents/annex.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import type { People } from "../../crypto/documents/people.ts";
import type { Period } from "../../crypto/documents/period.ts";
import {
  encodeRoster,
  type Letters,
  lettersOf,
  parseRoster,
  type Reviewer,
  type Roster,
  rosterDigest,
} from "../../crypto/documents/roster.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { randomBytes } from "../../crypto/random.ts";
import { type Cards, checkCards } from "./cards.ts";
import { cardOf } from "./changes.ts";
import { annexPayloadName, rosterPayloadName } from "./draft-names.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";
import { knownCouriers, knownReviewers, numbered } from "./numbers.ts";
import { type Payload, parsePayload } from "./payload.ts";
import { type PeriodsAsked, periodFor, plannedPeriods } from "./periods.ts";
import { sealPeople } from "./seal-people.ts";

/** What a draft is made of; `known` is one whole chain. */
export interface DraftRequest extends PeriodsAsked {
  readonly anchor: Anchor;
  readonly known: Known;
  readonly cards: Cards;
  /** Undefined goes on as the roster before says; the first of all has to choose. */
  readonly letters: Letters | undefined;
  readonly now: Instant;
}

/** A roster to be signed, its payload, and what its annex is to say. */
export interface DraftedRoster {
  readonly roster: Roster;
  readonly payload: Uint8Array;
  readonly couriers: readonly Courier[];
  readonly people: People;
}

/** Rosters that follow on the last one known. @throws CeremonyError card-…, period-…, letters-…, CryptoError key-repeated */
export function draftRosters(request: DraftRequest): DraftedRoster[] {
  const { anchor, known, cards, now } = request;
  checkCards(anchor, cards);
  const periods = plannedPeriods(
    cards.reviewers.map(({ card }) => card),
    request,
    known,
    now,
  );
  const { couriers, people } = membersOf(anchor, known, cards);
  const last = known.rosters.at(-1);
  const letters = lettersFor(request, last?.roster);
  let before = last ? { sequence: last.roster.sequence, digest: last.digest } : null;
  return periods.map((period) => {
    const roster: Roster = {
      instance: anchor.instance,
      sequence: (before?.sequence ?? 0) + 1,
      previous: before?.digest ?? null,
      notBefore: period.notBefore,
      notAfter: period.notAfter,
      letters,
      oldestPage: last?.roster.oldestPage ?? 0,
      reviewers: reviewersFor(known, cards, period),
    };
    const payload = encodeRoster(roster);
    parseRoster(payload);
    before = { sequence: roster.sequence, digest: rosterDigest(payload) };
    return { roster, payload, couriers, people };
  });
}

/** How many must sign a letter's free text: as asked, or as before. @throws CeremonyError letters-unsaid, letters-many */
function lettersFor({ letters, cards }: DraftRequest, before: Roster | undefined): Letters {
  const chosen = letters ?? (before && lettersOf(before));
  if (chosen === undefined) throw new CeremonyError("letters-unsaid");
  if (chosen > cards.reviewers.length) throw new CeremonyError("letters-many");
  return chosen;
}

/** A whole draft's payloads, each roster before its annex. @throws as draftRosters */
export async function draftPayloads(request: DraftRequest, primitives: Primitives): Promise<Payload[]> {
  const payloads: Payload[] = [];
  for (const drafted of draftRosters(request)) {
    const { sequence } = drafted.roster;
    const annex = await draftAnnex(drafted, request.cards, primitives);
    payloads.push(parsePayload(rosterPayloadName(sequence), drafted.payload));
    payloads.push(parsePayload(annexPayloadName(sequence), annex));
  }
  return payloads;
}

/** The annex's payload, the people in it sealed from a fresh seed. */
export async function draftAnnex(
  { roster, payload, couriers, people }: DraftedRoster,
  cards: Pick<Cards, "stewards">,
  primitives: Primitives,
): Promise<Uint8Array> {
  const sealed = await sealPeople({ ...people, seed: randomBytes(32) }, cards, primitives);
  const { instance, sequence } = roster;
  return encodeAnnex({ instance, sequence, roster: rosterDigest(payload), couriers, people: sealed });
}

/** Keys of one period for each reviewer's card, ascending by number. */
function reviewersFor(known: Known, { reviewers }: Cards, period: Period): Reviewer[] {
  return numbered(knownReviewers(known), reviewers).map(({ number, card, key }) => {
    const { recipient, classicRecipient } = periodFor(card, period);
    return { number, recipient, classicRecipient, signingKey: key };
  });
}

/** The couriers, and everybody's name, as the cards have them. */
export function membersOf(
  anchor: Anchor,
  known: Known,
  { reviewers, couriers, stewards }: Cards,
): Pick<DraftedRoster, "couriers" | "people"> {
  const carriers = numbered(knownCouriers(known), couriers);
  return {
    couriers: carriers.map(({ number, key }) => ({ number, key })),
    people: {
      reviewers: numbered(knownReviewers(known), reviewers).map(({ number, card }) => {
        const { handle, languages, casebookRecipient } = card;
        return { number, handle, languages, casebookRecipient };
      }),
      couriers: carriers.map(({ number, card }) => ({ number, handle: card.handle })),
      stewards: anchor.stewards.flatMap((key) => {
        const held = cardOf(key, stewards);
        return held ? [{ key, handle: held.card.handle }] : [];
      }),
    },
  };
}
