import type { Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import { greatest } from "../../crypto/lists.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";

export interface Numbered {
  readonly number: number;
  readonly key: VerifyingKey;
}

/** Every reviewer of every known roster, oldest first. */
export function knownReviewers({ rosters }: Known): Numbered[] {
  return rosters.flatMap(({ roster }) => numberedReviewers(roster));
}

export function numberedReviewers({ reviewers }: Roster): Numbered[] {
  return reviewers.map(({ number, signingKey }) => ({ number, key: signingKey }));
}

/** Every courier of every known annex, oldest first. */
export function knownCouriers({ annexes }: Known): Numbered[] {
  return annexes.flatMap(({ annex }) => annex.couriers);
}

/**
 * The cards with a number each, ascending: the one that their key had, or the next that nobody ever had. A number means
 * one person, in every roster there has been. @throws CeremonyError numbers-spent
 */
export function numbered<T extends Pick<Numbered, "key">>(known: readonly Numbered[], cards: readonly T[]) {
  const numbers = new Map(known.map(({ number, key }) => [encodeVerifyingKey(key), number]));
  let last = greatest(
    known.map(({ number }) => number),
    0,
  );
  return cards
    .map((card) => {
      const number = numbers.get(encodeVerifyingKey(card.key)) ?? ++last;
      if (number > 9999) throw new CeremonyError("numbers-spent");
      return { ...card, number };
    })
    .sort((a, b) => a.number - b.number);
}
