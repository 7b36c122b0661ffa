import { dayOf, encodeInstant, type Instant, SECONDS_PER_DAY } from "../../crypto/documents/instant.ts";
import type { Period } from "../../crypto/documents/period.ts";
import type { VerifiedRoster } from "../../crypto/documents/verified-roster.ts";
import { greatest } from "../../crypto/lists.ts";
import type { AwaitedRoster, RosterStoreView } from "./roster-store.ts";

/** Days before a time without a roster at which the operator is told, nearest first. */
const WARNED_AT = [1, 7, 14];

/** Days before a first roster begins at which the operator is told that nobody has called it current. */
const UNCALLED_DAYS = 7;

/** Tells the operator, each thing once, what the stewards must soon do. @returns what is to be called at least daily */
export function rosterNotices(tell: (sentence: string) => void) {
  const told = new Set<string>();
  const once = (sentence: string | undefined) => {
    if (sentence === undefined || told.has(sentence)) return;
    told.add(sentence);
    tell(sentence);
  };
  return (view: RosterStoreView, now: Instant): void => {
    const { shown, periods } = view;
    const missing = whatIsMissing(view, now);
    if (missing !== undefined) once(`${dayOf(now)}: ${missing}`);
    if (shown.kind === "awaited") {
      once(noticeOfAwaited(shown.roster));
      once(noticeOfUncalled(shown.roster, now));
      once(noticeOfPeriods(periods, begins(shown.roster, now)));
    }
    if (shown.kind === "served") {
      once(noticeOfPeriods(periods, now));
      once(noticeOfCurrency(shown.roster.document, now));
    }
  };
}

/** The first moment from `now` on that is in none of the periods. */
export function endOfCoverage(periods: readonly Period[], now: Instant): Instant {
  let end = now;
  for (;;) {
    const next = periods.filter(({ notBefore, notAfter }) => notBefore <= end && end < notAfter);
    if (next.length === 0) return end;
    end = greatest(
      next.map(({ notAfter }) => notAfter),
      end,
    );
  }
}

/** Why nothing can be handed in, or only to people who are superseded, and what the stewards must do. */
export function whatIsMissing({ shown, periods }: RosterStoreView, now: Instant): string | undefined {
  const rest = "sources can hand in nothing. Couriers can fetch what is here.";
  if (shown.kind === "awaited") return undefined;
  if (shown.kind === "served") {
    const [served, next] = [shown.roster.document.roster.sequence, shown.uncalled?.roster.sequence];
    if (next === undefined) return undefined;
    return `Roster ${next}, which takes the place of roster ${served}, isn't called current in a word that holds: publish the word of a steward; until then sources seal to roster ${served}.`;
  }
  if (!shown.last)
    return `There is no roster: publish one, and the word of a steward with it; until then ${rest}`;
  const { sequence } = shown.last.roster;
  if (endOfCoverage(periods, now) === now)
    return `No signed roster covers this day (the last is ${sequence}): draft, sign and publish one; until then ${rest}`;
  const { currency } = shown.last;
  const ended = currency && currency.notAfter <= now;
  const why = ended
    ? `The word that roster ${sequence} is current ended on ${dayOf(currency.notAfter)}`
    : `Nobody has called roster ${sequence} current in a word that holds now`;
  return `${why}: let a steward call it current, and publish that; until then ${rest}`;
}

/** The same sentence for as long as nothing has come nearer. */
function noticeOfPeriods(periods: readonly Period[], now: Instant): string | undefined {
  const end = endOfCoverage(periods, now);
  const days = WARNED_AT.find((warned) => end - now <= warned * SECONDS_PER_DAY);
  if (days === undefined) return undefined;
  const when = days === 1 ? "in less than a day" : `in less than ${days} days`;
  return `The signed rosters end ${when}, at ${encodeInstant(end)}: publish what comes after them.`;
}

/** When an awaited roster begins; now, if its time has come. */
export function begins({ roster }: AwaitedRoster, now: Instant): Instant {
  return Math.max(roster.notBefore, now) as Instant;
}

function noticeOfAwaited({ roster }: AwaitedRoster): string {
  const day = dayOf(roster.notBefore);
  return `Roster ${roster.sequence} begins on ${day}: until then the page says so, and sources can hand in nothing.`;
}

/** Within the fortnight in which a statement can be made that outlives the beginning. */
function noticeOfUncalled({ roster, currency }: AwaitedRoster, now: Instant): string | undefined {
  if (currency || roster.notBefore - now > UNCALLED_DAYS * SECONDS_PER_DAY) return undefined;
  return `Nobody has called roster ${roster.sequence} current yet: publish the word of a steward, or sources can hand in nothing.`;
}

/** From three quarters of its life on, another sentence each day. */
function noticeOfCurrency({ roster, currency }: VerifiedRoster, now: Instant): string | undefined {
  const { issued, notAfter } = currency;
  if (now - issued < ((notAfter - issued) * 3) / 4) return undefined;
  const left = Math.floor((notAfter - now) / SECONDS_PER_DAY);
  const when = left === 0 ? "in less than a day" : `in ${left === 1 ? "1 day" : `${left} days`}`;
  return `The word that roster ${roster.sequence} is current ends ${when}, at ${encodeInstant(notAfter)}: let a steward call it current anew, and publish that, or sources can hand in nothing.`;
}
