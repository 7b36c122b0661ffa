import { equalBytes } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { People } from "../../crypto/documents/people.ts";
import type { Reviewer, Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { looksAlike } from "../folding/look-alike.ts";
import type { Cards } from "./cards.ts";
import { changesBetween, courierChanges } from "./changes.ts";
import { newestBegun } from "./in-force.ts";
import { type DraftEntry, type RosterDraft, shortDigest } from "./review.ts";
import { span } from "./warnings.ts";

/** The roster that a draft is compared with, and whatever is known of who was in it. */
export interface Standing {
  readonly roster: Roster;
  readonly annex: Annex | undefined;
  /** Undefined as long as nobody with a vault has looked. */
  readonly people: People | CryptoError | undefined;
}

/** The roster in force, or else the newest known, with its annex; the people in it aren't opened yet. */
export function standingOf({ known, now }: RosterDraft): Standing | undefined {
  const standing = newestBegun(known.rosters, now) ?? known.rosters.at(-1);
  if (!standing) return undefined;
  const its = known.annexes.find(({ annex }) => equalBytes(annex.roster, standing.digest));
  return { roster: standing.roster, annex: its?.annex, people: undefined };
}

/** What a draft changes, for people: first against the roster in force, then each against the one before it. */
export function reviewLines(draft: RosterDraft, standing: Standing | undefined): string[] {
  let before = standing;
  return draft.entries.flatMap((entry) => {
    const lines = entryLines(entry, before, draft.cards);
    before = { roster: entry.roster, annex: entry.annex, people: entry.people };
    return lines;
  });
}

function entryLines({ roster, digest, annex }: DraftEntry, before: Standing | undefined, cards: Cards) {
  const { joining, leaving, staying } = changesBetween(before?.roster, roster);
  const couriers = courierChanges(before?.annex?.couriers ?? [], annex?.couriers ?? []);
  return [
    `Roster ${roster.sequence}, ${span(roster)}, digest ${shortDigest(digest)}`,
    before
      ? `  against roster ${before.roster.sequence}, ${span(before.roster)}`
      : "  the first roster of all",
    ...joining.map((reviewer) => line("joins", reviewer.number, ...joiner(reviewer, before, cards))),
    ...leaving.map(({ number, signingKey }) =>
      line("leaves", number, nameBefore(before, "reviewers", number), key(signingKey)),
    ),
    ...staying.map(({ reviewer, newRecipients }) => {
      const [handle, words] = carded(cards.reviewers, reviewer.signingKey);
      return line(
        "stays",
        reviewer.number,
        `${handle}, ${newRecipients ? "new keys" : "the same keys"}`,
        words,
      );
    }),
    ...couriers.joining.map((courier) =>
      line("courier joins", courier.number, ...carded(cards.couriers, courier.key)),
    ),
    ...couriers.leaving.map((courier) =>
      line(
        "courier leaves",
        courier.number,
        nameBefore(before, "couriers", courier.number),
        key(courier.key),
      ),
    ),
    ...couriers.staying.map((courier) =>
      line("courier stays", courier.number, ...carded(cards.couriers, courier.key)),
    ),
  ];
}

/** Who comes under a name that another had, or one that looks like it, is pointed out: it may be somebody else. */
function joiner(reviewer: Reviewer, before: Standing | undefined, cards: Cards): [string, string] {
  const [handle, words] = carded(cards.reviewers, reviewer.signingKey);
  const namesake = before?.roster.reviewers.find(({ number }) =>
    looksAlike(nameBefore(before, "reviewers", number), handle),
  );
  const note = namesake ? `, WITH ANOTHER SIGNING KEY than reviewer ${namesake.number} of that name` : "";
  return [`${handle}${note}`, words];
}

function carded(
  cards: readonly {
    readonly key: VerifyingKey;
    readonly fingerprint: string;
    readonly card: { handle: string };
  }[],
  signer: VerifyingKey,
): [handle: string, words: string] {
  const card = cards.find((each) => equalBytes(each.key, signer));
  return card ? [card.card.handle, card.fingerprint] : ["(no card)", key(signer)];
}

function nameBefore(before: Standing | undefined, kind: "reviewers" | "couriers", number: number): string {
  if (!before?.annex) return "(the annex with the name is not in --known)";
  const { people } = before;
  if (!people) return '(named in "steward review")';
  if (people instanceof CryptoError) return "(the name is sealed to the stewards of that time: ask one)";
  return people[kind].find((person) => person.number === number)?.handle ?? "(no name)";
}

function line(what: string, number: number, handle: string, words: string): string {
  return `  ${what.padEnd(14)} ${String(number).padStart(3)}  ${handle}: ${words}`;
}

function key(signer: VerifyingKey): string {
  return `key ${encodeVerifyingKey(signer).slice(0, 16)}…`;
}
