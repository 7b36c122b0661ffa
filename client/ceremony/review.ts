import { equalBytes } from "../../crypto/bytes.ts";
import type { Anchor } from "../../crypto/documents/anchor.ts";
import type { Annex, Courier } from "../../crypto/documents/annex.ts";
import { encodeInstant, type Instant } from "../../crypto/documents/instant.ts";
import { encodePeople, type People } from "../../crypto/documents/people.ts";
import { type Roster, type RosterDigest, rosterDigest } from "../../crypto/documents/roster.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { pushAll } from "../../crypto/lists.ts";
import { type Card, type Cards, checkCards } from "./cards.ts";
import { cardOf, isAmong, shortKey } from "./changes.ts";
import { membersOf } from "./draft.ts";
import { CeremonyError } from "./errors.ts";
import type { Known } from "./known.ts";
import { knownCouriers, knownReviewers, type Numbered, numberedReviewers } from "./numbers.ts";
import type { Payload } from "./payload.ts";
import { checkReach, endsAsPlanned, periodFor } from "./periods.ts";
import type { Alarm, AlarmValues } from "./remarks.ts";

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
 * Every reason not to sign; none if the draft is exactly what its cards and the known chain make of it. What it
 * changes, and whether that is right, people judge.
 */
export function alarmsOf(draft: RosterDraft): Alarm[] {
  const rosters = draft.entries.map(({ roster }) => roster);
  return [
    ...refusals(() => checkCards(draft.anchor, draft.cards)),
    ...refusals(() => checkReach(rosters, draft.now, draft.known)),
    ...draft.entries.flatMap((entry, i) => [
      ...chainAlarms(draft, entry, draft.entries[i - 1]),
      ...endAlarms(draft, entry),
      ...reviewerAlarms(draft, entry),
      ...annexAlarms(draft, entry),
    ]),
  ];
}

function chainAlarms({ anchor, known }: RosterDraft, entry: DraftEntry, before?: DraftEntry): Alarm[] {
  const { roster, digest } = entry;
  const { sequence } = roster;
  if (!equalBytes(roster.instance, anchor.instance)) return [{ kind: "roster-foreign", sequence }];
  const twin = known.rosters.find((other) => other.roster.sequence === sequence);
  if (twin && !equalBytes(twin.digest, digest)) return [{ kind: "fork", sequence }];
  const previous = before ?? known.rosters.find((other) => other.roster.sequence === sequence - 1);
  const newest = before?.roster.sequence ?? known.rosters.at(-1)?.roster.sequence ?? 0;
  const alarms: Alarm[] = [];
  if (!twin && sequence !== newest + 1) alarms.push({ kind: "not-next", sequence, newest });
  if (previous && !(roster.previous && equalBytes(roster.previous, previous.digest)))
    alarms.push({ kind: "predecessor", sequence, before: previous.roster.sequence });
  const { letters, oldestPage: page } = roster;
  const carried = previous?.roster.oldestPage ?? 0;
  if (letters === undefined || page === undefined) alarms.push({ kind: "first-version", sequence });
  else if (page !== carried) alarms.push({ kind: "oldest-page", sequence, page, before: carried });
  if (before && roster.notBefore !== before.roster.notAfter) alarms.push({ kind: "not-joined", sequence });
  return alarms;
}

function endAlarms({ cards }: RosterDraft, { roster }: DraftEntry): Alarm[] {
  const held = cards.reviewers.map(({ card }) => card);
  if (endsAsPlanned(held, roster)) return [];
  return [{ kind: "odd-end", sequence: roster.sequence, end: encodeInstant(roster.notAfter) }];
}

function reviewerAlarms({ anchor, known, cards }: RosterDraft, { roster }: DraftEntry): Alarm[] {
  const among = knownReviewers(known);
  const { sequence } = roster;
  const alarms = roster.reviewers.flatMap(({ number, signingKey, recipient, classicRecipient }): Alarm[] => {
    const whose = { sequence, who: "reviewer", number } as const;
    const own = numberAlarms(whose, signingKey, among);
    if (isAmong(signingKey, anchor.stewards)) own.push({ kind: "steward-key", sequence, number });
    const held = cardOf(signingKey, cards.reviewers);
    if (!held) return [...own, { kind: "no-card", ...whose, key: shortKey(signingKey) }];
    const refused = refusals(() => periodFor(held.card, roster));
    if (refused.length > 0) return [...own, ...refused];
    const period = periodFor(held.card, roster);
    const same =
      equalBytes(period.recipient, recipient) && equalBytes(period.classicRecipient, classicRecipient);
    return same ? own : [...own, { kind: "other-keys", sequence, number, handle: held.card.handle }];
  });
  return [...alarms, ...leftOut(sequence, "reviewer", cards.reviewers, numberedReviewers(roster))];
}

function annexAlarms({ anchor, known, cards }: RosterDraft, entry: DraftEntry): Alarm[] {
  const { roster, digest, annex, annexBytes, people, sealedAgain } = entry;
  const { sequence } = roster;
  if (!annex || !annexBytes) return [{ kind: "annex-missing", sequence }];
  const alarms: Alarm[] = [];
  if (!equalBytes(annex.instance, anchor.instance)) alarms.push({ kind: "annex-foreign", sequence });
  if (!equalBytes(annex.roster, digest)) alarms.push({ kind: "annex-elsewhere", sequence });
  const twin = known.annexes.find((other) => other.annex.sequence === annex.sequence);
  if (twin && !equalBytes(twin.document.payload, annexBytes)) alarms.push({ kind: "annex-known", sequence });
  pushAll(alarms, courierAlarms(sequence, annex.couriers, known, cards));
  if (people instanceof CryptoError)
    return [...alarms, { kind: "names-closed", sequence, code: people.code }];
  if (!people?.seed) alarms.push({ kind: "names-unseeded", sequence });
  else if (!sealedAgain || !equalBytes(sealedAgain, annex.people))
    alarms.push({ kind: "names-sealed-otherwise", sequence });
  const { reviewers, couriers, stewards } = membersOf(anchor, known, cards).people;
  const expected = encodePeople({ ...people, reviewers, couriers, stewards });
  if (!people || !equalBytes(encodePeople(people), expected)) alarms.push({ kind: "names-other", sequence });
  return alarms;
}

function courierAlarms(sequence: number, couriers: readonly Courier[], known: Known, cards: Cards): Alarm[] {
  const among = knownCouriers(known);
  const alarms = couriers.flatMap(({ number, key }): Alarm[] => {
    const whose = { sequence, who: "courier", number } as const;
    const own = numberAlarms(whose, key, among);
    return cardOf(key, cards.couriers) ? own : [...own, { kind: "no-card", ...whose, key: shortKey(key) }];
  });
  return [...alarms, ...leftOut(sequence, "courier", cards.couriers, couriers)];
}

function numberAlarms(
  whose: AlarmValues["number-taken"],
  key: VerifyingKey,
  among: readonly Numbered[],
): Alarm[] {
  const others = among.filter((other) => (other.number === whose.number) !== equalBytes(other.key, key));
  return others.length === 0 ? [] : [{ kind: "number-taken", ...whose }];
}

function leftOut(
  sequence: number,
  who: "reviewer" | "courier",
  cards: readonly Card[],
  listed: readonly Numbered[],
): Alarm[] {
  const absent = cards.filter(({ key }) => !cardOf(key, listed));
  return absent.map(({ card }) => ({ kind: "left-out", sequence, who, handle: card.handle }));
}

/** The refusal of a check as a list. */
function refusals(check: () => unknown): Alarm[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof CeremonyError) return [{ kind: "refused", code: error.code, detail: error.detail }];
    throw error;
  }
}

/** 16 hexadecimal digits of a roster's digest, for people who compare. */
export function shortDigest(digest: RosterDigest): string {
  return `${encodeHex(digest).slice(0, 16)}…`;
}
