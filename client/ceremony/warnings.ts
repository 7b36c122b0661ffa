import { dayOf, encodeInstant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import { lettersOf } from "../../crypto/documents/roster.ts";
import { greatest } from "../../crypto/lists.ts";
import { daysUntil, firstBeginning, gapsIn, newestBegun } from "./in-force.ts";
import { endsWithCard } from "./periods.ts";
import type { Warning } from "./remarks.ts";
import type { RosterDraft } from "./review.ts";

/** What is in order, and still to be known: places taken, time that nobody would cover, odd periods, letters. */
export function warningsOf(draft: RosterDraft): Warning[] {
  return [
    ...begins(draft),
    ...placesTaken(draft),
    ...gapsOpened(draft),
    ...oddPeriods(draft),
    ...lettersNeedAll(draft),
  ];
}

function begins({ known, entries, now }: RosterDraft): Warning[] {
  const begins = firstBeginning([...known.rosters, ...entries], now);
  return begins === undefined ? [] : [{ kind: "begins", days: daysUntil(begins, now), day: dayOf(begins) }];
}

function placesTaken({ known, entries }: RosterDraft): Warning[] {
  const [first] = entries;
  if (!first) return [];
  const { sequence, notBefore } = first.roster;
  const before = known.rosters.filter(({ roster }) => roster.sequence < sequence);
  const taken = before
    .filter((each) => newestBegun(before, greatest([each.roster.notBefore], notBefore)) === each)
    .map(({ roster }) => roster.sequence);
  if (taken.length === 0) return [];
  const [from, count] = [encodeInstant(notBefore), taken.length];
  return [{ kind: "takes-place", from, rosters: taken.join(", "), count }];
}

/** What of the time to come nobody could read once this is signed, and somebody could have before, or never could. */
function gapsOpened({ known, entries, now }: RosterDraft): Warning[] {
  const end = greatest<number>(
    entries.map(({ roster }) => roster.notAfter),
    0,
  );
  return gapsIn([...known.rosters.filter(({ roster }) => !isDrafted(entries, roster.sequence)), ...entries])
    .filter(({ notAfter }) => notAfter > now)
    .map(({ notBefore, notAfter }) => {
      const from = encodeInstant(notBefore);
      return notBefore >= end
        ? { kind: "gap-after", from }
        : { kind: "gap", from, to: encodeInstant(notAfter) };
    });
}

function isDrafted(entries: RosterDraft["entries"], sequence: number): boolean {
  return entries.some(({ roster }) => roster.sequence === sequence);
}

/** Less than a day; or the last one ends where no card's period does. */
function oddPeriods({ entries, cards }: RosterDraft): Warning[] {
  const short = entries
    .filter(({ roster }) => roster.notAfter - roster.notBefore < SECONDS_PER_DAY)
    .map(({ roster: { sequence, notBefore, notAfter } }): Warning => {
      return { kind: "short", sequence, from: encodeInstant(notBefore), to: encodeInstant(notAfter) };
    });
  const last = entries.at(-1)?.roster;
  const held = cards.reviewers.map(({ card }) => card);
  if (!last || endsWithCard(held, last.notAfter)) return short;
  return [...short, { kind: "mid-period", sequence: last.sequence, end: encodeInstant(last.notAfter) }];
}

/** With one away, nobody gets a free text any more. */
function lettersNeedAll({ entries }: RosterDraft): Warning[] {
  const needAll = entries.some(({ roster }) => lettersOf(roster) === 2 && roster.reviewers.length === 2);
  return needAll ? [{ kind: "letters-need-all" }] : [];
}
