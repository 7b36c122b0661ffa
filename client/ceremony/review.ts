import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { Annex, Courier } from "../../crypto/documents/annex.ts";
import { encodeInstant, type Instant } from "../../crypto/documents/instant.ts";
import { encodePeople, type People } from "../../crypto/documents/people.ts";
import { type Roster, type RosterDigest, rosterDigest } from "../../crypto/documents/roster.ts";
import { encodeVerifyingKey, type VerifyingKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { pushAll } from "../../crypto/lists.ts";
import { type Cards, checkCards } from "./cards.ts";
import { membersOf } from "./draft.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";
import { knownCouriers, knownReviewers } from "./numbers.ts";
import type { Payload } from "./payload.ts";
import { checkReach, endsAsPlanned, periodFor } from "./periods.ts";

/** A draft of rosters as a steward has it before signing; `known` is one whole chain. */
export interface RosterDraft {
  readonly anchor: Anchor;
  readonly known: Known;
  readonly cards: Cards;
  readonly entries: readonly DraftEntry[];
  readonly now: Instant;
}

/** A roster of the draft, with its annex and what the steward's own key found inside. */
export interface DraftEntry {
  readonly roster: Roster;
  readonly digest: RosterDigest;
  readonly annex: Annex | undefined;
  readonly annexBytes: Uint8Array | undefined;
  readonly people: People | CryptoError | undefined;
  /** The same people, sealed from the seed inside to everybody who has a card. */
  readonly sealedAgain: Uint8Array | undefined;
}

/** Rosters and their annexes from a draft's payloads, ascending; the people aren't opened yet. */
export function draftEntries(payloads: readonly Payload[]): DraftEntry[] {
  const annexes = payloads.filter((payload) => payload.kind === "annex");
  return payloads
    .filter((payload) => payload.kind === "roster")
    .sort((a, b) => a.roster.sequence - b.roster.sequence)
    .map(({ roster, bytes }) => {
      const annex = annexes.find((each) => each.annex.sequence === roster.sequence);
      return {
        roster,
        digest: rosterDigest(bytes),
        annex: annex?.annex,
        annexBytes: annex?.bytes,
        people: undefined,
        sealedAgain: undefined,
      };
    });
}

/**
 * Every reason not to sign, as whole sentences; none if the draft is exactly what its cards and the known chain make
 * of it. What it changes, and whether that is right, people judge.
 */
export function alarmsOf(draft: RosterDraft): string[] {
  return [
    ...refusals(() => checkCards(draft.anchor, draft.cards)),
    ...refusals(() =>
      checkReach(
        draft.entries.map(({ roster }) => roster),
        draft.now,
        draft.known,
      ),
    ),
    ...draft.entries.flatMap((entry, i) => [
      ...chainAlarms(draft, entry, draft.entries[i - 1]),
      ...endAlarms(draft, entry),
      ...reviewerAlarms(draft, entry),
      ...annexAlarms(draft, entry),
    ]),
  ];
}

function chainAlarms({ anchor, known }: RosterDraft, entry: DraftEntry, before?: DraftEntry): string[] {
  const { roster, digest } = entry;
  const what = `Roster ${roster.sequence}`;
  if (!equalBytes(roster.instance, anchor.instance)) return [`${what} is another instance's.`];
  const twin = known.rosters.find((other) => other.roster.sequence === roster.sequence);
  if (twin && !equalBytes(twin.digest, digest))
    return [`${what} is known already, and is another one: to sign this one would fork the chain.`];
  const previous = before ?? known.rosters.find((other) => other.roster.sequence === roster.sequence - 1);
  const newest = before?.roster.sequence ?? known.rosters.at(-1)?.roster.sequence ?? 0;
  const alarms: string[] = [];
  if (!twin && roster.sequence !== newest + 1)
    alarms.push(`${what} doesn't follow on the newest roster known, which is ${newest || "none"}.`);
  if (previous && !(roster.previous && equalBytes(roster.previous, previous.digest)))
    alarms.push(`${what} names another predecessor than roster ${previous.roster.sequence}.`);
  if (before && roster.notBefore !== before.roster.notAfter)
    alarms.push(`${what} doesn't begin where the one before it ends.`);
  return alarms;
}

function endAlarms({ cards }: RosterDraft, { roster }: DraftEntry): string[] {
  const held = cards.reviewers.map(({ card }) => card);
  if (endsAsPlanned(held, roster)) return [];
  const end = encodeInstant(roster.notAfter);
  return [
    `Roster ${roster.sequence} ends at ${end}, where no period of its cards ends, and no draft would end it.`,
  ];
}

function reviewerAlarms({ anchor, known, cards }: RosterDraft, { roster }: DraftEntry): string[] {
  const among = knownReviewers(known);
  const where = `Roster ${roster.sequence}`;
  const alarms = roster.reviewers.flatMap(({ number, signingKey, recipient, classicRecipient }) => {
    const who = `reviewer ${number}`;
    const own = numberAlarms(`${where}: ${who}`, { number, key: signingKey }, among);
    if (anchor.stewards.some((steward) => equalBytes(steward, signingKey)))
      own.push(`${where}: ${who} signs with a steward's key.`);
    const held = cards.reviewers.find(({ key }) => equalBytes(key, signingKey));
    if (!held) return [...own, `${where}: ${who} has no card (signing key ${short(signingKey)}).`];
    const refused = refusals(() => periodFor(held.card, roster));
    if (refused.length > 0) return [...own, ...refused];
    const period = periodFor(held.card, roster);
    const same =
      equalBytes(period.recipient, recipient) && equalBytes(period.classicRecipient, classicRecipient);
    return same
      ? own
      : [...own, `${where}: the keys of ${who} are not those of the card of ${held.card.handle}.`];
  });
  const absent = cards.reviewers.filter(
    ({ key }) => !roster.reviewers.some(({ signingKey }) => equalBytes(signingKey, key)),
  );
  return [...alarms, ...absent.map(({ card }) => `${where}: ${card.handle} has a card and is not in it.`)];
}

function annexAlarms({ anchor, known, cards }: RosterDraft, entry: DraftEntry): string[] {
  const { roster, digest, annex, annexBytes, people, sealedAgain } = entry;
  const where = `Annex ${roster.sequence}`;
  if (!annex || !annexBytes) return [`${where} is missing.`];
  const alarms: string[] = [];
  if (!equalBytes(annex.instance, anchor.instance)) alarms.push(`${where} is another instance's.`);
  if (!equalBytes(annex.roster, digest)) alarms.push(`${where} belongs to another roster.`);
  const twin = known.annexes.find((other) => other.annex.sequence === annex.sequence);
  if (twin && !equalBytes(twin.document.payload, annexBytes))
    alarms.push(`${where} is known already, and is another one.`);
  pushAll(alarms, courierAlarms(where, annex.couriers, known, cards));
  if (people instanceof CryptoError)
    return [...alarms, `${where}: this vault doesn't open the names (${people.code}).`];
  if (!people?.seed)
    alarms.push(`${where}: nothing inside tells to whom the names are sealed: have it drafted anew.`);
  else if (!sealedAgain || !equalBytes(sealedAgain, annex.people))
    alarms.push(`${where}: the names are not sealed to the people of these cards and nobody else.`);
  const { reviewers, couriers, stewards } = membersOf(anchor, known, cards).people;
  const expected = encodePeople({ ...people, reviewers, couriers, stewards });
  if (!people || !equalBytes(encodePeople(people), expected))
    alarms.push(`${where}: the names inside are not those of the cards.`);
  return alarms;
}

function courierAlarms(where: string, couriers: readonly Courier[], known: Known, cards: Cards): string[] {
  const among = knownCouriers(known);
  const alarms = couriers.flatMap(({ number, key }) => {
    const own = numberAlarms(`${where}: courier ${number}`, { number, key }, among);
    const has = cards.couriers.some((card) => equalBytes(card.key, key));
    return has ? own : [...own, `${where}: courier ${number} has no card (key ${short(key)}).`];
  });
  const absent = cards.couriers.filter((card) => !couriers.some(({ key }) => equalBytes(key, card.key)));
  return [
    ...alarms,
    ...absent.map(({ card }) => `${where}: courier ${card.handle} has a card and is not in it.`),
  ];
}

interface Numbered {
  readonly number: number;
  readonly key: VerifyingKey;
}

function numberAlarms(who: string, { number, key }: Numbered, among: readonly Numbered[]): string[] {
  const others = among.filter((other) => (other.number === number) !== equalBytes(other.key, key));
  return others.length === 0 ? [] : [`${who} bears a number that is, or was, somebody else's.`];
}

/** The refusal of a check as a list of sentences. */
function refusals(check: () => unknown): string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof CeremonyError || error instanceof CryptoError) return [error.message];
    throw error;
  }
}

function short(key: VerifyingKey): string {
  return `${encodeVerifyingKey(key).slice(0, 16)}…`;
}

/** 16 hexadecimal digits of a roster's digest, for people who compare. */
export function shortDigest(digest: RosterDigest): string {
  return `${encodeHex(digest).slice(0, 16)}…`;
}
