import { type AnchorLine, inForce } from "../../crypto/documents/anchor-line.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import { CryptoError } from "../../crypto/errors.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { openPeople } from "../vault/open-people.ts";
import type { Vault } from "../vault/vault.ts";
import { thresholdWarnings } from "./anchors.ts";
import type { Cards } from "./cards.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";
import { moveAlarms, type ReviewedMove, reviewMove } from "./move-review.ts";
import { checkForAnchor, type Payload } from "./payload.ts";
import type { Alarm, Warning } from "./remarks.ts";
import { alarmsOf, type DraftEntry, draftEntries, type RosterDraft } from "./review.ts";
import { type ReviewedRoster, reviewRosters, type Standing, standingOf } from "./review-text.ts";
import { hasSeed, sealPeople } from "./seal-people.ts";
import { warningsOf } from "./warnings.ts";

/** A draft that travels from steward to steward: what is to be signed, and the cards it was made of. */
export interface Draft {
  readonly payloads: readonly Payload[];
  readonly cards: Cards;
}

/** What a steward is told about a draft. */
export interface Review {
  /** Reasons not to sign. */
  readonly alarms: readonly Alarm[];
  /** What changes: rosters, or a move. */
  readonly rosters: readonly ReviewedRoster[];
  readonly move: ReviewedMove | undefined;
  /** What is in order, and still to be known. */
  readonly warnings: readonly Warning[];
}

/** What a review needs besides the draft. */
export interface Reviewing {
  readonly line: AnchorLine;
  readonly known: Known;
  readonly vault: Vault;
  readonly now: Instant;
}

/** A draft of rosters, or of a move, never of both. @throws CeremonyError draft-malformed, draft-alarm */
export async function reviewDraft(
  { payloads, cards }: Draft,
  reviewing: Reviewing,
  primitives: Primitives,
): Promise<Review> {
  const anchor = inForce(reviewing.line);
  for (const payload of payloads) checkForAnchor(anchor, payload);
  const [first] = payloads;
  if (first?.kind === "move" && payloads.length === 1) {
    const { to } = first.move;
    return {
      alarms: moveAlarms(reviewing.line, to, cards),
      rosters: [],
      move: reviewMove(anchor, to, cards),
      warnings: thresholdWarnings(to.stewards.length, to.threshold),
    };
  }
  return await reviewOfRosters(payloads, cards, reviewing, primitives);
}

async function reviewOfRosters(
  payloads: readonly Payload[],
  cards: Cards,
  { line, known, vault, now }: Reviewing,
  primitives: Primitives,
): Promise<Review> {
  const entries = draftEntries(payloads);
  if (entries.length === 0 || payloads.length > 2 * entries.length) {
    throw new CeremonyError("draft-malformed");
  }
  const draft = await openDraft({ anchor: inForce(line), known, cards, entries, now }, vault, primitives);
  const standing = await openStanding(standingOf(draft), vault, primitives);
  return {
    alarms: alarmsOf(draft),
    rosters: reviewRosters(draft, standing),
    move: undefined,
    warnings: warningsOf(draft),
  };
}

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
