import { dateOfDay } from "../../../report/calendar.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import type { App } from "../../app.ts";
import type { Unit } from "../../times/bins.ts";

/** The year, month or day that begins on a day, as people say it. */
export function binWords(from: number, unit: Unit, app: App): string {
  const { date } = wordsOf(app.strings.language);
  const { year, month, day } = dateOfDay(from);
  if (unit === "year") return date.year(year);
  return unit === "month" ? date.month(year, month) : date.day(year, month, day);
}

export function yearWords(year: number, app: App): string {
  return wordsOf(app.strings.language).date.year(year);
}

/** A date as far as it is known: a whole year or month by its name, all else from day to day. */
export function spanWords(from: number, to: number, app: App): string {
  const { time: words } = app.strings.places;
  const [first, last] = [dateOfDay(from), dateOfDay(to)];
  const begins = first.day === 1;
  const ends = dateOfDay(to + 1).day === 1;
  const years = begins && ends && first.month === 1 && last.month === 12;
  const unit: Unit = years ? "year" : begins && ends ? "month" : "day";
  return words.between(binWords(from, unit, app), binWords(to, unit, app));
}
