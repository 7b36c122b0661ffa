import { hybridPublicKey } from "../../crypto/age/identities.ts";
import type { HybridKey } from "../../crypto/age/recipient-keys.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { People } from "../../crypto/documents/people.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { KnownRoster } from "../bundle/known-documents.ts";
import { openPeople } from "../vault/open-people.ts";
import type { Vault } from "../vault/vault.ts";
import type { ReviewerKey } from "./names.ts";

/** A reviewer whom the stewards have named to the others. */
export interface Person {
  readonly key: ReviewerKey;
  readonly handle: string;
}

/** Who the other reviewers are, as the newest annex that this vault can open tells. */
export interface KnownPeople {
  readonly people: readonly Person[];
  /** Where that stands; undefined if there is no such annex. */
  readonly annex: Annex | undefined;
  /** To whom a casebook is sealed: all of them, and this reviewer in any case. */
  readonly recipients: readonly HybridKey[];
}

export async function readPeople(
  annexes: readonly Annex[],
  rosters: readonly KnownRoster[],
  vault: Vault,
  primitives: Primitives,
): Promise<KnownPeople> {
  const own = hybridPublicKey(vault.longLived, primitives);
  for (const annex of annexes.toSorted((a, b) => b.sequence - a.sequence)) {
    const people = await openPeople(annex, vault, primitives);
    if (people instanceof CryptoError) continue;
    const recipients = people.reviewers.map(({ casebookRecipient }) => casebookRecipient);
    const others = recipients.filter((recipient) => !equalBytes(recipient, own));
    return { annex, people: namesOf(people, rosters), recipients: [own, ...others] };
  }
  return { annex: undefined, people: [], recipients: [own] };
}

/** Rosters are published later than their annexes, and a number means one signing key in all of them (SPEC.md, "Chain"). */
function namesOf({ reviewers }: People, rosters: readonly KnownRoster[]): Person[] {
  const listed = rosters.flatMap((roster) => roster.reviewers);
  return reviewers.flatMap(({ number, handle }) => {
    const reviewer = listed.find((known) => known.number === number);
    return reviewer ? [{ key: encodeHex(reviewer.signingKey) as ReviewerKey, handle }] : [];
  });
}
