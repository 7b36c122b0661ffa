import { encodeInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import type { Roster } from "../../crypto/documents/roster.ts";
import { greatest } from "../../crypto/lists.ts";
import { beginsSentence, firstBeginning, gapsIn, newestBegun } from "./in-force.ts";
import { endsWithCard } from "./periods.ts";
import type { RosterDraft } from "./review.ts";

/** What is in order, and still to be known: places taken, time that nobody would cover, periods that seem odd. */
export function warningsOf(draft: RosterDraft): string[] {
  return [...begins(draft), ...placesTaken(draft), ...gapsOpened(draft), ...oddPeriods(draft)];
}

function begins({ known, entries, now }: RosterDraft): string[] {
  const begins = firstBeginning([...known.rosters, ...entries], now);
  return begins === undefined ? [] : [beginsSentence(begins, now)];
}

function placesTaken({ known, entries }: RosterDraft): string[] {
  const [first] = entries;
  if (!first) return [];
  const { sequence, notBefore } = first.roster;
  const before = known.rosters.filter(({ roster }) => roster.sequence < sequence);
  const taken = before
    .filter((each) => newestBegun(before, greatest([each.roster.notBefore], notBefore)) === each)
    .map(({ roster }) => roster);
  if (taken.length === 0) return [];
  return [`From ${encodeInstant(notBefore)} on this takes the place of ${rosters(taken)}.`];
}

/** "roster 2", "rosters 2, 3 and 4" */
function rosters(them: readonly Roster[]): string {
  const numbers = them.map(({ sequence }) => String(sequence));
  const last = numbers.pop();
  return numbers.length > 0 ? `rosters ${numbers.join(", ")} and ${last}` : `roster ${last}`;
}

/** What of the time to come nobody could read once this is signed, and somebody could have before, or never could. */
function gapsOpened({ known, entries, now }: RosterDraft): string[] {
  const end = greatest<number>(
    entries.map(({ roster }) => roster.notAfter),
    0,
  );
  return gapsIn([...known.rosters.filter(({ roster }) => !isDrafted(entries, roster.sequence)), ...entries])
    .filter(({ notAfter }) => notAfter > now)
    .map(({ notBefore, notAfter }) =>
      notBefore >= end
        ? `WARNING: nobody can read from ${encodeInstant(notBefore)} on: draft more periods, or do so by then.`
        : `WARNING: nobody can read from ${encodeInstant(notBefore)} to ${encodeInstant(notAfter)}: draft an earlier beginning.`,
    );
}

function isDrafted(entries: RosterDraft["entries"], sequence: number): boolean {
  return entries.some(({ roster }) => roster.sequence === sequence);
}

/** Less than a day; or the last one ends where no card's period does. */
function oddPeriods({ entries, cards }: RosterDraft): string[] {
  const short = entries
    .filter(({ roster }) => roster.notAfter - roster.notBefore < SECONDS_PER_DAY)
    .map(({ roster }) => `WARNING: roster ${roster.sequence} lasts less than a day (${span(roster)}).`);
  const last = entries.at(-1)?.roster;
  const held = cards.reviewers.map(({ card }) => card);
  if (!last || endsWithCard(held, last.notAfter)) return short;
  return [
    ...short,
    `WARNING: roster ${last.sequence} ends at ${encodeInstant(last.notAfter)}, in the middle of a period of every card.`,
  ];
}

/** `2027-01-01T00:00:00Z to 2027-02-01T00:00:00Z` */
export function span({ notBefore, notAfter }: Period): string {
  return `${encodeInstant(notBefore)} to ${encodeInstant(notAfter)}`;
}
