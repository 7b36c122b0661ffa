import { equalBytes } from "../../crypto/bytes.ts";
import type { Annex, Courier } from "../../crypto/documents/annex.ts";
import type { People } from "../../crypto/documents/people.ts";
import { lettersOf, type Reviewer, type Roster } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { looksAlike } from "../folding/look-alike.ts";
import type { Cards } from "./cards.ts";
import { changesBetween, courierChanges } from "./changes.ts";
import { newestBegun } from "./in-force.ts";
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
  /** Of a reviewer who stays: whether what tips are sealed to is another key than before. */
  readonly newKeys?: boolean;
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
      people: peopleOf(roster, annex, before, draft.cards),
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
  roster: Roster,
  annex: Annex | undefined,
  before: Standing | undefined,
  cards: Cards,
): ReviewedPerson[] {
  const { joining, leaving, staying } = changesBetween(before?.roster, roster);
  const couriers = courierChanges(before?.annex?.couriers ?? [], annex?.couriers ?? []);
  const courier = (change: "joins" | "stays") => (each: Courier) => ({
    ...{ who: "courier" as const, change, number: each.number },
    ...carded(cards.couriers, each.key),
  });
  return [
    ...joining.map((reviewer) => joiner(reviewer, before, cards)),
    ...leaving.map(({ number, signingKey }) => ({
      ...{ who: "reviewer" as const, change: "leaves" as const, number },
      ...{ ...nameBefore(before, "reviewers", number), words: key(signingKey) },
    })),
    ...staying.map(({ reviewer, newRecipients }) => ({
      ...{ who: "reviewer" as const, change: "stays" as const, number: reviewer.number },
      ...carded(cards.reviewers, reviewer.signingKey),
      newKeys: newRecipients,
    })),
    ...couriers.joining.map(courier("joins")),
    ...couriers.leaving.map((each) => ({
      ...{ who: "courier" as const, change: "leaves" as const, number: each.number },
      ...{ ...nameBefore(before, "couriers", each.number), words: key(each.key) },
    })),
    ...couriers.staying.map(courier("stays")),
  ];
}

function joiner(reviewer: Reviewer, before: Standing | undefined, cards: Cards): ReviewedPerson {
  const named = carded(cards.reviewers, reviewer.signingKey);
  const namesake = before?.roster.reviewers.find(({ number }) => {
    const { handle } = nameBefore(before, "reviewers", number);
    return handle !== undefined && named.handle !== undefined && looksAlike(handle, named.handle);
  });
  return {
    ...{ who: "reviewer", change: "joins", number: reviewer.number, ...named },
    ...(namesake && { namesake: namesake.number }),
  };
}

function carded(
  cards: readonly {
    readonly key: VerifyingKey;
    readonly fingerprint: string;
    readonly card: { handle: string };
  }[],
  signer: VerifyingKey,
): Name & Pick<ReviewedPerson, "words"> {
  const card = cards.find((each) => equalBytes(each.key, signer));
  return card
    ? { handle: card.card.handle, words: card.fingerprint }
    : { ...unnamed("no-card"), words: key(signer) };
}

function nameBefore(before: Standing | undefined, kind: "reviewers" | "couriers", number: number): Name {
  if (!before?.annex) return unnamed("no-annex");
  const { people } = before;
  if (!people) return unnamed("unopened");
  if (people instanceof CryptoError) return unnamed("sealed");
  const handle = people[kind].find((person) => person.number === number)?.handle;
  return handle === undefined ? unnamed("absent") : { handle };
}

function unnamed(why: Unnamed): Name {
  return { handle: undefined, unnamed: why };
}

function key(signer: VerifyingKey): string {
  return `key ${encodeVerifyingKey(signer).slice(0, 16)}…`;
}
