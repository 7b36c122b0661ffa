import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { openPeople } from "../vault/open-people.ts";
import type { Vault } from "../vault/vault.ts";
import type { DraftEntry, RosterDraft } from "./review.ts";
import type { Standing } from "./review-text.ts";

/** The draft with the names that a steward's vault opens, or the refusals. */
export async function openDraft(
  draft: RosterDraft,
  vault: Vault,
  primitives: Primitives,
): Promise<RosterDraft> {
  const entries: DraftEntry[] = [];
  for (const entry of draft.entries) {
    entries.push({ ...entry, people: entry.annex && (await openPeople(entry.annex, vault, primitives)) });
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
