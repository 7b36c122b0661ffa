import { addSeconds, type Instant, SECONDS_PER_DAY, startOfDay } from "../../crypto/documents/instant.ts";
import { parsePeriodLength, periodEnd } from "../../crypto/documents/period.ts";

/** How many months can be asked for at once. */
export const MONTHS = [3, 6, 12] as const;

/** From when on something may be, as people say it. */
export type Start = "where-it-ends" | "today" | "tomorrow" | "next-month";

/**
 * The beginnings of days (UTC) that can be chosen, none before `earliest`, which is one of them if it isn't over.
 * @param earliest where the periods that are there end
 */
export function startsFrom(now: Instant, earliest?: Instant): readonly (readonly [Start, Instant])[] {
  const today = startOfDay(now);
  const all: (readonly [Start, Instant])[] = [
    ["today", today],
    ["tomorrow", addSeconds(today, SECONDS_PER_DAY)],
    ["next-month", periodEnd(today, parsePeriodLength("1mo"))],
  ];
  if (earliest === undefined) return all;
  const later = all.filter(([, start]) => start > earliest);
  return earliest < today ? later : [["where-it-ends", earliest], ...later];
}
