import type { Day } from "../../protocol/day.ts";
import { dayAfter, daysBetween } from "../store/day.ts";
import type { Stock } from "./stored-days.ts";

/** Days before it goes from which on the operator is told of what nobody has fetched. */
const TOLD_BEFORE = 7;

/** Days for which the operator is told what has gone. */
const TOLD_AFTER = 7;

/** What the operator must hear of what is late, lately went, or can't be read, a sentence each; none if nothing did. */
export function lateLines({ today, stored, expired, unreadable, retentionDays }: Kept): string[] {
  const soon = stored.filter(
    ({ day, unfetched }) => unfetched > 0 && daysBetween(day, today) > retentionDays - TOLD_BEFORE,
  );
  const told = soon.map(({ day, unfetched }) => `${unfetched} of ${day} (on ${goesOn(day, retentionDays)})`);
  const gone = expired
    .filter(({ day }) => daysBetween(goesOn(day, retentionDays), today) < TOLD_AFTER)
    .map(({ day, count }) => `${count} of ${day}`);
  const late = `No courier has fetched what goes within a week, since it is kept for ${retentionDays} days`;
  const of = (what: string, which: readonly string[], next: string) =>
    which.length > 0 ? [`${what}: ${which.join(", ")}. ${next}`] : [];
  return [
    ...of(late, told, "Have a courier come."),
    ...of("Gone before any courier came, for good", gone, "Tell the reviewers."),
    ...of("What waits can't be counted, since something can't be read", unreadable, "Ask the doctor."),
  ];
}

interface Kept extends Stock {
  readonly today: Day;
  readonly retentionDays: number;
}

/** The day at whose beginning a day's envelopes go. */
function goesOn(day: Day, retentionDays: number): Day {
  return dayAfter(day, retentionDays + 1);
}
