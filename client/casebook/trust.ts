import type { Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Vault } from "../vault/vault.ts";
import { ActReader } from "./act-reader.ts";
import type { ReviewerKey } from "./names.ts";

/** The reviewers whose acts can be verified: those of any roster that the stewards signed, whatever its period. */
export function reviewersOf(rosters: Iterable<Pick<Roster, "reviewers">>): Set<ReviewerKey> {
  const keys = new Set<ReviewerKey>();
  for (const { reviewers } of rosters) {
    for (const { signingKey } of reviewers) keys.add(encodeVerifyingKey(signingKey) as ReviewerKey);
  }
  return keys;
}

/** The reviewers of today: those of the newest roster. */
export function reviewersOfToday(
  rosters: Iterable<Pick<Roster, "reviewers" | "sequence">>,
): Set<ReviewerKey> {
  const [newest] = [...rosters].sort((a, b) => b.sequence - a.sequence);
  return reviewersOf(newest ? [newest] : []);
}

/** The key that signs the acts of a vault's reviewer. */
export function reviewerKeyOf({ signing }: Pick<Vault, "signing">, primitives: Primitives): ReviewerKey {
  return encodeVerifyingKey(primitives.ed25519PublicKey(signing) as VerifyingKey) as ReviewerKey;
}

/** Reads what a reviewer may rely on: own acts, and those of everybody in these rosters. @param vault a reviewer's */
export function actReaderFor(
  vault: Vault & { readonly anchor: NonNullable<Vault["anchor"]> },
  rosters: Iterable<Pick<Roster, "reviewers" | "sequence">>,
  primitives: Primitives,
): ActReader {
  const own = reviewerKeyOf(vault, primitives);
  const { instance } = vault.anchor;
  const trust = { instance, reviewers: reviewersOf(rosters).add(own), signatures: primitives };
  return new ActReader(trust, reviewersOfToday(rosters).add(own));
}
