import { dateOfDay, daysOf } from "../../report/calendar.ts";
import { dateOf, type ReportDate } from "../../report/date.ts";
import type { CaseDate, Coarseness } from "./case.ts";

/** Null if nothing is known of it. */
export function exportedDate(said: ReportDate | null, { audience }: Coarseness): CaseDate | null {
  const date = said?.precision === "day" && audience !== "internal" ? withoutDay(said) : said;
  if (!date || date.precision === "unknown") return null;
  const days = daysOf(date);
  const isOpen = date.precision === "ongoing";
  return { date, from: days ? isoDay(days.from) : "", to: days && !isOpen ? isoDay(days.to) : "" };
}

function withoutDay(date: ReportDate): ReportDate | undefined {
  return dateOf({ ...date, precision: "month" });
}

/** `2024`, `2024-03` or `2024-03-05`; empty without a year. */
export function isoDate({ year, month, day }: ReportDate): string {
  return [year, month, day].flatMap((part) => (part === null ? [] : String(part).padStart(2, "0"))).join("-");
}

function isoDay(number: number): string {
  const { year, month, day } = dateOfDay(number);
  return [year, month, day].map((part) => String(part).padStart(2, "0")).join("-");
}
