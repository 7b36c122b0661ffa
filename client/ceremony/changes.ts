import { equalBytes } from "../../crypto/bytes.ts";
import type { Courier } from "../../crypto/documents/annex.ts";
import type { Reviewer, Roster } from "../../crypto/documents/roster.ts";

/** What one roster changes against another. */
export interface Changes {
  readonly joining: readonly Reviewer[];
  readonly leaving: readonly Reviewer[];
  readonly staying: readonly Staying[];
}

export interface Staying {
  readonly reviewer: Reviewer;
  /** Whether what tips are sealed to is another key than before. */
  readonly newRecipients: boolean;
}

/** A person is a signing key: who comes with another one is somebody else until people have met. */
export function changesBetween(before: Roster | undefined, after: Roster): Changes {
  const old = before?.reviewers ?? [];
  const same = (reviewer: Reviewer, others: readonly Reviewer[]) =>
    others.find((other) => equalBytes(other.signingKey, reviewer.signingKey));
  return {
    joining: after.reviewers.filter((reviewer) => !same(reviewer, old)),
    leaving: old.filter((reviewer) => !same(reviewer, after.reviewers)),
    staying: after.reviewers.flatMap((reviewer) => {
      const was = same(reviewer, old);
      if (!was) return [];
      const kept =
        equalBytes(was.recipient, reviewer.recipient) &&
        equalBytes(was.classicRecipient, reviewer.classicRecipient);
      return [{ reviewer, newRecipients: !kept }];
    }),
  };
}

export interface CourierChanges {
  readonly joining: readonly Courier[];
  readonly leaving: readonly Courier[];
  readonly staying: readonly Courier[];
}

export function courierChanges(before: readonly Courier[], after: readonly Courier[]): CourierChanges {
  const among = (courier: Courier, others: readonly Courier[]) =>
    others.some(({ key }) => equalBytes(key, courier.key));
  return {
    joining: after.filter((courier) => !among(courier, before)),
    leaving: before.filter((courier) => !among(courier, after)),
    staying: after.filter((courier) => among(courier, before)),
  };
}
