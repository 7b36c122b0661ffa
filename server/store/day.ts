import { type Day, dayOf } from "../../protocol/day.ts";

/** Milliseconds. */
export const DAY = 86_400_000;

/** The beginning of the day after this one, in milliseconds since 1970. */
export function endOf(day: Day): number {
  return Date.parse(day) + DAY;
}

export function dayAfter(day: Day, days = 1): Day {
  return dayOf(Date.parse(day) + days * DAY);
}

/** A day with so many before it and behind it, ascending. */
export function daysAround(day: Day, most: number): Day[] {
  return Array.from({ length: 2 * most + 1 }, (_, i) => dayAfter(day, i - most));
}

/** Whole days from one day to another. */
export function daysBetween(from: Day, to: Day): number {
  return (Date.parse(to) - Date.parse(from)) / DAY;
}
