import type { CalendarDay, DateFields } from "./date.ts";

const DAY = 86_400_000;

/** Days since 1970-01-01; months count from 1, and those before 1 or beyond 12 are of another year. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** The last day of a month, as a number. */
export function lastDayOf(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - 1;
}

export function dateOfDay(number: number): CalendarDay {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** Between two days, both included, as numbers. */
export interface Days {
  readonly from: number;
  readonly to: number;
}

/** The days between which a date lies; undefined if nothing is known of it. "Roughly" is one more on both sides. */
export function daysOf({ precision, year, month, day }: DateFields): Days | undefined {
  if (year === null) return undefined;
  const around = precision === "about" ? 1 : 0;
  if (month === null) {
    return { from: dayNumber(year - around, 1, 1), to: dayNumber(year + around, 12, 31) };
  }
  if (day !== null) return { from: dayNumber(year, month, day), to: dayNumber(year, month, day) };
  return { from: dayNumber(year, month - around, 1), to: lastDayOf(year, month + around) };
}
