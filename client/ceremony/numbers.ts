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
 * A number for each key: the one that it had, or the next that nobody ever had. A number means one person, in every
 * roster there has been. @throws CeremonyError numbers-spent
 */
export function numbersFor(known: readonly Numbered[], keys: readonly VerifyingKey[]): number[] {
  const numbers = new Map(known.map(({ number, key }) => [encodeVerifyingKey(key), number]));
  let last = greatest(
    known.map(({ number }) => number),
    0,
  );
  return keys.map((key) => {
    const number = numbers.get(encodeVerifyingKey(key)) ?? ++last;
    if (number > 9999) throw new CeremonyError("numbers-spent");
    return number;
  });
}
