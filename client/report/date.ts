import type { Branded } from "../../crypto/bytes.ts";
import { type Field, malformed, mapped, orNull, record } from "../../crypto/documents/canonical.ts";
import { count } from "../../crypto/documents/fields.ts";
import { code, type Known } from "./fields.ts";
import type { Code } from "./vocabulary/codes.ts";

/** What a person has said of a date, before it is known to be one. */
export interface DateFields {
  readonly precision: Code<"datePrecision">;
  /** 1900 to 2099. */
  readonly year: number | null;
  /** 1 to 12. */
  readonly month: number | null;
  /** 1 to 31. */
  readonly day: number | null;
}

/** A date that exists, as exact as its precision says and no more exact; only `dateOf` makes one. */
export type ReportDate = Branded<DateFields, "ReportDate">;

export const FIRST_YEAR = 1900;
export const LAST_YEAR = 2099;

type Part = "year" | "month" | "day";

/** Which parts each precision needs, and which more it may have. */
const PARTS: Readonly<
  Record<Code<"datePrecision">, { readonly needs: readonly Part[]; readonly may: readonly Part[] }>
> = {
  day: { needs: ["year", "month", "day"], may: [] },
  month: { needs: ["year", "month"], may: [] },
  year: { needs: ["year"], may: [] },
  about: { needs: ["year"], may: ["month"] },
  ongoing: { needs: [], may: ["year", "month"] },
  unknown: { needs: [], may: [] },
};

/**
 * The date, without what is more exact than its precision; undefined if a part that the precision needs is
 * missing, if a month stands without a year, or if there is no such date.
 */
export function dateOf({ precision, ...said }: DateFields): ReportDate | undefined {
  const { needs, may } = PARTS[precision];
  const kept = (part: Part) => (needs.includes(part) || may.includes(part) ? said[part] : null);
  const date = { precision, year: kept("year"), month: kept("month"), day: kept("day") };
  if (needs.some((part) => date[part] === null) || !exists(date)) return undefined;
  return date as ReportDate;
}

/** A date in a tip.json. */
export function dateIn(known: Known): Field<ReportDate> {
  const part = orNull(count(0, LAST_YEAR));
  return mapped(
    record(() => ({ precision: code(known, "datePrecision"), year: part, month: part, day: part })),
    (said) => {
      const date = dateOf(said);
      if (date) return date;
      throw malformed("date");
    },
    (date) => date,
  );
}

/** A day of a calendar; months and days count from 1. */
export interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Whether all of the date lies after today: a slip, most likely. */
export function isAhead(date: ReportDate, today: CalendarDay): boolean {
  if (date.year === null) return false;
  const earliest = dayNumber({ year: date.year, month: date.month ?? 1, day: date.day ?? 1 });
  return earliest > dayNumber(today);
}

function exists({ year, month, day }: DateFields): boolean {
  if (year === null) return month === null && day === null;
  if (!isWithin(year, FIRST_YEAR, LAST_YEAR)) return false;
  if (month === null) return day === null;
  return isWithin(month, 1, 12) && (day === null || isWithin(day, 1, daysIn(year, month)));
}

function isWithin(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && value >= least && value <= most;
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dayNumber({ year, month, day }: CalendarDay): number {
  return (year * 12 + month) * 31 + day;
}
