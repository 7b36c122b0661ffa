import type { TipId } from "../../casebook/names.ts";
import { dayNumber, daysOf } from "../../report/calendar.ts";
import type { QueuedTip } from "../queue/queued-tip.ts";

/** A date as far as it is known: it lies between two days (both included), counted from 1970-01-01. */
export interface Span {
  readonly tip: TipId;
  readonly from: number;
  readonly to: number;
  /** Whether what began then goes on. */
  readonly open: boolean;
}

/** When what a tip tells of was: since when a station is there, which goes on, and when there was pressure. */
export function toldSpans({ id, contents }: Pick<QueuedTip, "id" | "contents">): readonly Span[] {
  if (contents.kind !== "report") return [];
  const { station, pressure } = contents.tip.report;
  const since = station?.since && daysOf(station.since);
  const when = pressure?.when && daysOf(pressure.when);
  return [
    ...(since ? [{ tip: id, ...since, open: true }] : []),
    ...(when ? [{ tip: id, ...when, open: pressure?.when?.precision === "ongoing" }] : []),
  ];
}

/** The day on which a tip came, as the server says. */
export function arrivalSpans({ id, day }: Pick<QueuedTip, "id" | "day">): readonly Span[] {
  if (day === null) return [];
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  const number = dayNumber(year, month, date);
  return [{ tip: id, from: number, to: number, open: false }];
}
