import { hybridIdentity, hybridPublicKey } from "../../../crypto/age/identities.ts";
import { open } from "../../../crypto/age/open.ts";
import type { HybridKey } from "../../../crypto/age/recipient-keys.ts";
import { collect, equalBytes } from "../../../crypto/bytes.ts";
import type { Annex } from "../../../crypto/documents/annex.ts";
import { type People, parsePeople } from "../../../crypto/documents/people.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { KnownRoster } from "../../bundle/known-documents.ts";
import type { ReviewerKey } from "../../casebook/names.ts";
import type { Person } from "./messages.ts";
import type { Unlocked } from "./unlocked.ts";

/** Who the other reviewers are, as the newest annex that this vault can open tells. */
export interface KnownPeople {
  readonly people: readonly Person[];
  /** To whom a casebook is sealed: all of them, and this reviewer in any case. */
  readonly recipients: readonly HybridKey[];
}

export async function readPeople(
  annexes: readonly Annex[],
  rosters: readonly KnownRoster[],
  unlocked: Unlocked,
): Promise<KnownPeople> {
  const own = hybridPublicKey(unlocked.vault.longLived, unlocked.keys.primitives);
  for (const annex of annexes.toSorted((a, b) => b.sequence - a.sequence)) {
    const roster = rosters.find(({ digest }) => equalBytes(digest, annex.roster));
    const people = await openPeople(annex, unlocked);
    if (!people || !roster) continue;
    const recipients = people.reviewers.map(({ casebookRecipient }) => casebookRecipient);
    const others = recipients.filter((recipient) => !equalBytes(recipient, own));
    return { people: namesOf(people, roster), recipients: [own, ...others] };
  }
  return { people: [], recipients: [own] };
}

/** Undefined if it wasn't sealed to this vault, or holds something else. */
async function openPeople({ people }: Annex, { vault, keys }: Unlocked): Promise<People | undefined> {
  try {
    const { plaintext } = await open([people], [hybridIdentity(vault.longLived)], keys.primitives);
    return parsePeople(await collect(plaintext));
  } catch (error) {
    if (error instanceof CryptoError) return undefined;
    throw error;
  }
}

function namesOf({ reviewers }: People, roster: KnownRoster): Person[] {
  return reviewers.flatMap(({ number, handle }) => {
    const reviewer = roster.reviewers.find((known) => known.number === number);
    return reviewer ? [{ key: encodeHex(reviewer.signingKey) as ReviewerKey, handle }] : [];
  });
}
