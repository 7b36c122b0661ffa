import { equalBytes } from "../../crypto/bytes.ts";
import type { Annex } from "../../crypto/documents/annex.ts";
import type { People } from "../../crypto/documents/people.ts";
import { lettersOf, type Roster } from "../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { looksAlike } from "../folding/look-alike.ts";
import type { Card, Cards } from "./cards.ts";
import { cardOf, changesBetween, shortKey } from "./changes.ts";
import { newestBegun } from "./in-force.ts";
import { type Numbered, numberedReviewers } from "./numbers.ts";
import type { RosterDraft } from "./review.ts";

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

/** A roster of a draft, and what it changes against the one before it. */
export interface ReviewedRoster {
  readonly roster: Roster;
  /** Undefined for the first of all. */
  readonly before: Roster | undefined;
  /** What changes about letters; undefined if all is as before. */
  readonly letters: LettersChange | undefined;
  readonly people: readonly ReviewedPerson[];
}

/** Of the first roster what it says; later whether letters begin or end, or need fewer or more reviewers' signatures. */
export type LettersChange = "first" | "begin" | "end" | "fewer" | "more";

export interface ReviewedPerson {
  readonly who: "reviewer" | "courier";
  readonly change: "joins" | "leaves" | "stays";
  readonly number: number;
  /** Undefined where nobody here can say it: `unnamed` says why. */
  readonly handle: string | undefined;
  readonly unnamed?: Unnamed;
  /** Of the card, or else the beginning of the key. */
  readonly words: string;
  /** The number of somebody before who had that name, or one that looks like it, and another key. */
  readonly namesake?: number;
}

/** Why somebody has no name here: no card, no annex of that time, an annex that nobody has opened, or can't, or no name in it. */
export type Unnamed = "no-card" | "no-annex" | "unopened" | "sealed" | "absent";

type Name = Pick<ReviewedPerson, "handle" | "unnamed">;

/**
 * What a draft changes: of people first against the roster in force, then each against the one before it; of letters
 * always against the roster that it follows, since that is signed, whether or not it has begun.
 */
export function reviewRosters(draft: RosterDraft, standing: Standing | undefined): ReviewedRoster[] {
  let before = standing;
  let followed = draft.known.rosters.at(-1)?.roster;
  return draft.entries.map(({ roster, annex, people }) => {
    const reviewed = {
      ...{ roster, before: before?.roster },
      letters: lettersChange(followed, roster),
      people: [
        ...peopleOf("reviewer", before, { roster, annex }, draft.cards),
        ...peopleOf("courier", before, { roster, annex }, draft.cards),
      ],
    };
    before = { roster, annex, people };
    followed = roster;
    return reviewed;
  });
}

function lettersChange(before: Roster | undefined, after: Roster): LettersChange | undefined {
  if (!before) return "first";
  const [was, is] = [lettersOf(before), lettersOf(after)];
  if (was === is) return undefined;
  if (was === 0) return "begin";
  if (is === 0) return "end";
  return is < was ? "fewer" : "more";
}

function peopleOf(
  who: ReviewedPerson["who"],
  before: Standing | undefined,
  after: Pick<Standing, "roster" | "annex">,
  cards: Cards,
): ReviewedPerson[] {
  const { joins, leaves, stays } = changesBetween(listed(who, before), listed(who, after));
  const named = ({ number, key }: Numbered) => ({ who, number, ...carded(cards[`${who}s`], key) });
  return [
    ...joins.map(named).map((each) => ({ ...each, change: "joins" as const, ...namesakeOf(each, before) })),
    ...leaves.map(({ number, key }) => ({
      ...{ who, change: "leaves" as const, number },
      ...{ ...nameBefore(who, number, before), words: `key ${shortKey(key)}` },
    })),
    ...stays.map(named).map((each) => ({ ...each, change: "stays" as const })),
  ];
}

/** The reviewers of a roster, or the couriers of its annex. */
function listed(
  who: ReviewedPerson["who"],
  standing: Pick<Standing, "roster" | "annex"> | undefined,
): readonly Numbered[] {
  if (who === "courier") return standing?.annex?.couriers ?? [];
  return standing ? numberedReviewers(standing.roster) : [];
}

function namesakeOf({ who, handle }: Name & Pick<ReviewedPerson, "who">, before: Standing | undefined) {
  if (who === "courier" || handle === undefined) return {};
  const namesake = listed(who, before).find(({ number }) => {
    const { handle: other } = nameBefore(who, number, before);
    return other !== undefined && looksAlike(other, handle);
  });
  return namesake && { namesake: namesake.number };
}

function carded(cards: readonly Card[], signer: VerifyingKey): Name & Pick<ReviewedPerson, "words"> {
  const card = cardOf(signer, cards);
  return card
    ? { handle: card.card.handle, words: card.fingerprint }
    : { ...unnamed("no-card"), words: `key ${shortKey(signer)}` };
}

function nameBefore(who: ReviewedPerson["who"], number: number, before: Standing | undefined): Name {
  if (!before?.annex) return unnamed("no-annex");
  const { people } = before;
  if (!people) return unnamed("unopened");
  if (people instanceof CryptoError) return unnamed("sealed");
  const handle = people[`${who}s`].find((person) => person.number === number)?.handle;
  return handle === undefined ? unnamed("absent") : { handle };
}

function unnamed(why: Unnamed): Name {
  return { handle: undefined, unnamed: why };
}
