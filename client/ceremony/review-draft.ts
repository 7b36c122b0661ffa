import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { Instant } from "../../crypto/documents/instant.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { Vault } from "../vault/vault.ts";
import type { Cards } from "./cards.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";
import { moveAlarms, moveLines } from "./move-review.ts";
import { openDraft, openStanding } from "./open-draft.ts";
import { checkForAnchor, type Payload } from "./payload.ts";
import { alarmsOf, draftEntries } from "./review.ts";
import { type ReviewedRoster, reviewLines, reviewRosters, standingOf } from "./review-text.ts";
import { warningsOf } from "./warnings.ts";

/** A draft that travels from steward to steward: what is to be signed, and the cards it was made of. */
export interface Draft {
  readonly payloads: readonly Payload[];
  readonly cards: Cards;
}

/** What a steward is told about a draft. */
export interface Review {
  /** Reasons not to sign. */
  readonly alarms: readonly string[];
  /** What changes, and what is to be known of it, in English. */
  readonly lines: readonly string[];
  /** What changes, for who says it in another way; none for a move. */
  readonly rosters: readonly ReviewedRoster[];
  /** Those of the lines that are warnings. */
  readonly warnings: readonly string[];
}

/** What a review needs besides the draft. */
export interface Reviewing {
  readonly anchor: Anchor;
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
  for (const payload of payloads) checkForAnchor(reviewing.anchor, payload);
  const [first] = payloads;
  if (first?.kind === "move" && payloads.length === 1) {
    const { anchor } = reviewing;
    return {
      alarms: moveAlarms(anchor, first.move.to, cards),
      lines: moveLines(anchor, first.move.to, cards),
      rosters: [],
      warnings: [],
    };
  }
  return await reviewOfRosters(payloads, cards, reviewing, primitives);
}

async function reviewOfRosters(
  payloads: readonly Payload[],
  cards: Cards,
  { anchor, known, vault, now }: Reviewing,
  primitives: Primitives,
): Promise<Review> {
  const entries = draftEntries(payloads);
  if (entries.length === 0 || payloads.length > 2 * entries.length) {
    throw new CeremonyError("draft-malformed", "a draft is rosters with their annexes, or a move");
  }
  const draft = await openDraft({ anchor, known, cards, entries, now }, vault, primitives);
  const standing = await openStanding(standingOf(draft), vault, primitives);
  const warnings = warningsOf(draft);
  return {
    alarms: alarmsOf(draft),
    lines: [...reviewLines(draft, standing), ...warnings],
    rosters: reviewRosters(draft, standing),
    warnings,
  };
}
