import type { Letters } from "../../crypto/documents/roster.ts";
import { CeremonyError } from "./errors.ts";
import { type Alarm, alarmText, type RemarkWords, type Warning, warningText } from "./remarks.ts";

/** What a review says, in English: of the page for who reads it so, and of refusals. */
export const ENGLISH: RemarkWords = {
  alarms: {
    "roster-foreign": ({ sequence }) => `Roster ${sequence} is another instance's.`,
    fork: ({ sequence }) =>
      `Roster ${sequence} is known already, and is another one: to sign this one would fork the chain.`,
    "not-next": ({ sequence, newest }) =>
      `Roster ${sequence} doesn't follow on the newest roster known, which is ${newest || "none"}.`,
    predecessor: ({ sequence, before }) =>
      `Roster ${sequence} names another predecessor than roster ${before}.`,
    "not-joined": ({ sequence }) => `Roster ${sequence} doesn't begin where the one before it ends.`,
    "odd-end": ({ sequence, end }) =>
      `Roster ${sequence} ends at ${end}, where no period of its cards ends, and no draft would end it.`,
    "first-version": ({ sequence }) =>
      `Roster ${sequence} is drafted in an older form, which can't say whether letters are given: have it drafted anew.`,
    "oldest-page": ({ sequence, page, before }) =>
      `Roster ${sequence} says that pages before ${page} are too old, and the one before it says ${before}: no draft changes that.`,
    "number-taken": ({ sequence, who, number }) =>
      `Roster ${sequence}: ${who} ${number} bears a number that is, or was, somebody else's.`,
    "steward-key": ({ sequence, number }) =>
      `Roster ${sequence}: reviewer ${number} signs with a steward's key.`,
    "no-card": ({ sequence, who, number, key }) =>
      `Roster ${sequence}: ${who} ${number} has no card (key ${key}).`,
    "other-keys": ({ sequence, number, handle }) =>
      `Roster ${sequence}: the keys of reviewer ${number} are not those of the card of ${handle}.`,
    "left-out": ({ sequence, who, handle }) =>
      `Roster ${sequence}: ${handle} has a ${who}'s card and is not in it.`,
    "annex-missing": ({ sequence }) => `Annex ${sequence} is missing.`,
    "annex-foreign": ({ sequence }) => `Annex ${sequence} is another instance's.`,
    "annex-elsewhere": ({ sequence }) => `Annex ${sequence} belongs to another roster.`,
    "annex-known": ({ sequence }) => `Annex ${sequence} is known already, and is another one.`,
    "names-closed": ({ sequence, code }) => `Annex ${sequence}: this vault doesn't open the names (${code}).`,
    "names-unseeded": ({ sequence }) =>
      `Annex ${sequence}: nothing inside tells to whom the names are sealed: have it drafted anew.`,
    "names-sealed-otherwise": ({ sequence }) =>
      `Annex ${sequence}: the names are not sealed to the people of these cards and nobody else.`,
    "names-other": ({ sequence }) => `Annex ${sequence}: the names inside are not those of the cards.`,
    "move-no-card": ({ key }) => `The new steward ${key} has no card in the draft.`,
    "move-more": () => "The move changes the instance's name or the life of currency statements.",
    "move-one-alone": () => "One steward alone could sign rosters after this move.",
  },
  warnings: {
    begins: ({ days, day }) =>
      `It begins in ${days === 1 ? "1 day" : `${days} days`}, on ${day}: the server takes no tips before.`,
    "takes-place": ({ from, rosters, count }) =>
      `From ${from} on this takes the place of ${count === 1 ? "roster" : "rosters"} ${rosters}.`,
    "gap-after": ({ from }) =>
      `WARNING: nobody can read from ${from} on: draft more periods, or do so by then.`,
    gap: ({ from, to }) => `WARNING: nobody can read from ${from} to ${to}: draft an earlier beginning.`,
    short: ({ sequence, from, to }) =>
      `WARNING: roster ${sequence} lasts less than a day (${from} to ${to}).`,
    "mid-period": ({ sequence, end }) =>
      `WARNING: roster ${sequence} ends at ${end}, in the middle of a period of every card.`,
    "letters-need-all": () =>
      "WARNING: both reviewers must sign each letter's free text, so one on holiday stops all of them. Let one sign, or add a reviewer.",
    "one-steward": () =>
      "WARNING: one steward alone can say who reads what is sent, and so can whoever takes that one key. Let two of three sign, or more.",
    "all-stewards": () =>
      "WARNING: all stewards must sign. If one key is lost, nobody can sign a roster or move the anchor any more. Let there be a steward more than must sign.",
  },
};

/** An alarm as a whole sentence in English. */
export function alarmInEnglish(alarm: Alarm): string {
  return alarmText(alarm, ENGLISH, (code, detail) => new CeremonyError(code, detail).message);
}

/** A warning as whole sentences in English. */
export function warningInEnglish(warning: Warning): string {
  return warningText(warning, ENGLISH);
}

/** By how many reviewers must sign a letter's free text. */
export const SIGNERS: Readonly<Record<Letters, string>> = {
  0: "none are given",
  1: "one reviewer must sign a free text",
  2: "two reviewers must sign a free text",
};
