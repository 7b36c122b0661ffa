import type { Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey } from "../../crypto/ed25519.ts";
import type { ReviewerKey } from "./names.ts";

/** The reviewers whose acts count: those of any roster that the stewards signed, whatever its period. */
export function reviewersOf(rosters: Iterable<Pick<Roster, "reviewers">>): Set<ReviewerKey> {
  const keys = new Set<ReviewerKey>();
  for (const { reviewers } of rosters) {
    for (const { signingKey } of reviewers) keys.add(encodeVerifyingKey(signingKey) as ReviewerKey);
  }
  return keys;
}
