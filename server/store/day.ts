import type { Branded } from "../../crypto/bytes.ts";

/** A UTC day, `2026-11-21`. Text order is time order. */
export type Day = Branded<string, "Day">;

/** Milliseconds. */
export const DAY = 86_400_000;

/** The day of a clock reading in milliseconds since 1970. */
export function dayOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day;
}

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

/** Undefined unless the text is a day that exists, in its one form. */
export function parseDay(text: string): Day | undefined {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) : Number.NaN;
  return !Number.isNaN(time) && dayOf(time) === text ? (text as Day) : undefined;
}
