import { equalBytes } from "../../crypto/bytes.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";

interface Keyed {
  readonly key: VerifyingKey;
}

/**
 * Who of two lists comes, goes and stays. A person is a key: who comes with another one is somebody else until people
 * have met.
 */
export function changesBetween<T extends Keyed>(before: readonly T[], after: readonly T[]) {
  const isIn = (list: readonly T[], { key }: T) => list.some((other) => equalBytes(other.key, key));
  return {
    joins: after.filter((each) => !isIn(before, each)),
    leaves: before.filter((each) => !isIn(after, each)),
    stays: after.filter((each) => isIn(before, each)),
  };
}

export function isAmong(key: Uint8Array, keys: readonly Uint8Array[]): boolean {
  return keys.some((other) => equalBytes(other, key));
}

/** The card of a key, if there is one. */
export function cardOf<T extends Keyed>(key: Uint8Array, cards: readonly T[]): T | undefined {
  return cards.find((card) => equalBytes(card.key, key));
}

/** The beginning of a key, for people who compare. */
export function shortKey(key: VerifyingKey): string {
  return `${encodeVerifyingKey(key).slice(0, 16)}…`;
}
