import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { openPeople } from "../vault/open-people.ts";
import type { Vault } from "../vault/vault.ts";
import type { DraftEntry, RosterDraft } from "./review.ts";
import type { Standing } from "./review-text.ts";
import { hasSeed, sealPeople } from "./seal-people.ts";

/** The draft with the names that a steward's vault opens, or the refusals. */
export async function openDraft(
  draft: RosterDraft,
  vault: Vault,
  primitives: Primitives,
): Promise<RosterDraft> {
  const entries: DraftEntry[] = [];
  for (const entry of draft.entries) {
    const people = entry.annex && (await openPeople(entry.annex, vault, primitives));
    const canSealAgain = people && !(people instanceof CryptoError) && hasSeed(people);
    const sealedAgain = canSealAgain ? await sealPeople(people, draft.cards, primitives) : undefined;
    entries.push({ ...entry, people, sealedAgain });
  }
  return { ...draft, entries };
}

/** The same for the roster that a draft is compared with. */
export async function openStanding(
  standing: Standing | undefined,
  vault: Vault,
  primitives: Primitives,
): Promise<Standing | undefined> {
  if (!standing?.annex) return standing;
  return { ...standing, people: await openPeople(standing.annex, vault, primitives) };
}
