import type { HybridSeed } from "../../crypto/age/identities.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { openPeople } from "./open-people.ts";
import type { DraftEntry, RosterDraft } from "./review.ts";
import type { Standing } from "./review-text.ts";

/** The draft with the names that a steward's long-lived key opens, or the refusals. */
export async function openDraft(
  draft: RosterDraft,
  seed: HybridSeed,
  primitives: Primitives,
): Promise<RosterDraft> {
  const entries: DraftEntry[] = [];
  for (const entry of draft.entries) {
    entries.push({ ...entry, people: entry.annex && (await openPeople(entry.annex, seed, primitives)) });
  }
  return { ...draft, entries };
}

/** The same for the roster that a draft is compared with. */
export async function openStanding(
  standing: Standing | undefined,
  seed: HybridSeed,
  primitives: Primitives,
): Promise<Standing | undefined> {
  if (!standing?.annex) return standing;
  return { ...standing, people: await openPeople(standing.annex, seed, primitives) };
}
