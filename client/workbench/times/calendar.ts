const DAY = 86_400_000;

/** Days since 1970-01-01; months count from 1, and those before 1 or beyond 12 are of another year. */
export function dayNumber(year: number, month: number, day: number): number {
  return Date.UTC(year, month - 1, day) / DAY;
}

/** The last day of a month, as a number. */
export function lastDayOf(year: number, month: number): number {
  return dayNumber(year, month + 1, 1) - 1;
}

export interface YearMonthDay {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

export function dateOfDay(number: number): YearMonthDay {
  const date = new Date(number * DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
