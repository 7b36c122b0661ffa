import type { Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Vault } from "../vault/vault.ts";
import { ActReader } from "./act-reader.ts";
import type { ReviewerKey } from "./names.ts";

/** The reviewers whose acts count: those of any roster that the stewards signed, whatever its period. */
export function reviewersOf(rosters: Iterable<Pick<Roster, "reviewers">>): Set<ReviewerKey> {
  const keys = new Set<ReviewerKey>();
  for (const { reviewers } of rosters) {
    for (const { signingKey } of reviewers) keys.add(encodeVerifyingKey(signingKey) as ReviewerKey);
  }
  return keys;
}

/** The key that signs the acts of a vault's reviewer. */
export function reviewerKeyOf({ signing }: Pick<Vault, "signing">, primitives: Primitives): ReviewerKey {
  return encodeVerifyingKey(primitives.ed25519PublicKey(signing) as VerifyingKey) as ReviewerKey;
}

/** Reads what a reviewer may rely on: own acts, and those of everybody in these rosters. @param vault a reviewer's */
export function actReaderFor(
  vault: Vault & { readonly anchor: NonNullable<Vault["anchor"]> },
  rosters: Iterable<Pick<Roster, "reviewers">>,
  primitives: Primitives,
): ActReader {
  const reviewers = reviewersOf(rosters).add(reviewerKeyOf(vault, primitives));
  return new ActReader({ instance: vault.anchor.instance, reviewers, signatures: primitives });
}
