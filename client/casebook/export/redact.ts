import type { Report } from "../../report/report.ts";
import type { TextField, WhatOf } from "../what.ts";

/** What stands where something was taken out; its length says nothing. */
export const REDACTED = "[…]";

type Span = Pick<WhatOf<"redacted">, "field" | "from" | "to">;

/** A text without the spans of its field; spans that overlap or touch leave one mark. */
export function redactText(text: string, field: TextField, spans: readonly Span[]): string {
  const whole = joined(spans.filter((span) => span.field === field && span.from < text.length));
  let redacted = "";
  let reached = 0;
  for (const { from, to } of whole) {
    redacted += text.slice(reached, from) + REDACTED;
    reached = to;
  }
  return wellFormed(redacted + text.slice(reached));
}

/** Spans in order, those that overlap or touch made one. */
function joined(spans: readonly Span[]): { from: number; to: number }[] {
  const whole: { from: number; to: number }[] = [];
  for (const { from, to } of [...spans].sort((a, b) => a.from - b.from)) {
    const last = whole.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else whole.push({ from, to });
  }
  return whole;
}

/** The report with all its texts redacted. */
export function redactReport(report: Report, spans: readonly Span[]): Report {
  const { station, pressure } = report;
  const cut = (text: string, field: TextField) => redactText(text, field, spans);
  return {
    ...report,
    station: station && {
      ...station,
      premisesOther: cut(station.premisesOther, "station.premisesOther"),
      nameUsedOther: cut(station.nameUsedOther, "station.nameUsedOther"),
      linkedBureauOther: cut(station.linkedBureauOther, "station.linkedBureauOther"),
      place: station.place && {
        ...station.place,
        region: cut(station.place.region, "station.place.region"),
        city: cut(station.place.city, "station.place.city"),
        address: cut(station.place.address, "station.place.address"),
      },
    },
    pressure: pressure && {
      ...pressure,
      directOther: cut(pressure.directOther, "pressure.directOther"),
      place: pressure.place && {
        ...pressure.place,
        region: cut(pressure.place.region, "pressure.place.region"),
        city: cut(pressure.place.city, "pressure.place.city"),
        address: cut(pressure.place.address, "pressure.place.address"),
      },
    },
    narrative: cut(report.narrative, "narrative"),
  };
}

/** A span may have cut a surrogate pair in two; half a character is no character. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, "");
}
