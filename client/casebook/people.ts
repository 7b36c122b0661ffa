import { hybridPublicKey } from "../../crypto/age/identities.ts";
import type { HybridKey } from "../../crypto/age/recipient-keys.ts";
import { equalBytes } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { People } from "../../crypto/documents/people.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { DocumentStore } from "../bundle/document-store.ts";
import type { KnownRoster } from "../bundle/known-documents.ts";
import { looksAlike } from "../folding/look-alike.ts";
import { openPeople } from "../vault/open-people.ts";
import type { Vault } from "../vault/vault.ts";
import type { ReviewerKey } from "./names.ts";
import { reviewersOf } from "./trust.ts";

/** A reviewer whom the stewards have named to the others. */
export interface Person {
  readonly key: ReviewerKey;
  readonly handle: string;
  /** Whether the newest annex names them no more: what they did is still theirs. */
  readonly hasLeft: boolean;
}

/** Who the other reviewers are, as annexes that this vault can open tell. */
export interface KnownPeople {
  /** Those of today as the newest tells, and whoever left as the newest annex of their time does. */
  readonly people: readonly Person[];
  /** Where those of today stand; undefined if there is no such annex, or this vault doesn't open it. */
  readonly annex: Annex | undefined;
  /** To whom a casebook is sealed: all of today, and this reviewer in any case; of an older annex, nobody. */
  readonly recipients: readonly HybridKey[];
}

/** What has been seen of an instance's documents, as a store keeps it. */
type Documents = Pick<DocumentStore, "rosters" | "annexes" | "annexesOfToday">;

export async function readPeople(
  { rosters, annexes, annexesOfToday }: Documents,
  vault: Vault,
  primitives: Primitives,
): Promise<KnownPeople> {
  const own = hybridPublicKey(vault.longLived, primitives);
  const newest = newestBegun(annexesOfToday, rosters);
  const today = newest && (await opened(newest, vault, primitives));
  const recipients = today?.reviewers.map(({ casebookRecipient }) => casebookRecipient) ?? [];
  const others = recipients.filter((recipient) => !equalBytes(recipient, own));
  const present = today ? namesOf(today, rosters, false) : [];
  const absent = reviewersOf(rosters);
  for (const { key } of present) absent.delete(key);
  const left: Person[] = [];
  for (const annex of newestFirst(annexes)) {
    if (absent.size === 0) break;
    const older = annex === newest ? undefined : await opened(annex, vault, primitives);
    if (!older) continue;
    for (const person of namesOf(older, rosters, true)) if (absent.delete(person.key)) left.push(person);
  }
  return { annex: today && newest, people: toldApart([...present, ...left]), recipients: [own, ...others] };
}

/** Whose name another has too, or one that looks like it, is called by the beginning of the key as well. */
function toldApart(people: readonly Person[]): Person[] {
  return people.map((person) => {
    const { key, handle } = person;
    const hasDouble = people.some((other) => other.key !== key && looksAlike(other.handle, handle));
    return hasDouble ? { ...person, handle: `${handle} (${key.slice(0, 8)})` } : person;
  });
}

/** The newest whose roster has been published; of rosters that are signed ahead the time hasn't come. */
function newestBegun(annexes: readonly Annex[], rosters: readonly KnownRoster[]): Annex | undefined {
  const all = newestFirst(annexes);
  if (rosters.length === 0) return all[0];
  const begun = rosters.reduce((most, { sequence }) => Math.max(most, sequence), 0);
  return all.find(({ sequence }) => sequence <= begun) ?? all.at(-1);
}

async function opened(annex: Annex, vault: Vault, primitives: Primitives): Promise<People | undefined> {
  const people = await openPeople(annex, vault, primitives);
  return people instanceof CryptoError ? undefined : people;
}

function newestFirst(annexes: readonly Annex[]): Annex[] {
  return annexes.toSorted((a, b) => b.sequence - a.sequence);
}

/** Rosters are published later than their annexes, and a number means one signing key in all of them (SPEC.md, "Chain"). */
function namesOf({ reviewers }: People, rosters: readonly KnownRoster[], hasLeft: boolean): Person[] {
  const listed = rosters.flatMap((roster) => roster.reviewers);
  return reviewers.flatMap(({ number, handle }) => {
    const reviewer = listed.find((known) => known.number === number);
    return reviewer ? [{ key: encodeHex(reviewer.signingKey) as ReviewerKey, handle, hasLeft }] : [];
  });
}
