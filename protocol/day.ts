import type { Branded } from "../crypto/bytes.ts";
import { type Field, scalar } from "../crypto/documents/canonical.ts";
import { CryptoError } from "../crypto/errors.ts";

/** A UTC day of the Gregorian calendar, `2026-11-21`. Days compare as texts. */
export type Day = Branded<string, "Day">;

/** The UTC day of a clock reading in milliseconds, as `Date.now` gives it. */
export function dayOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day;
}

/** Undefined for anything but a day that exists, in its one form. */
export function asDay(value: unknown): Day | undefined {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return undefined;
  const time = Date.parse(value);
  return !Number.isNaN(time) && dayOf(time) === value ? (value as Day) : undefined;
}

/** @throws CryptoError document-malformed for anything else */
export function parseDay(value: unknown): Day {
  const day = asDay(value);
  if (day !== undefined) return day;
  throw new CryptoError("document-malformed", "not a day like 2026-11-21");
}

/** A day in a document. */
export const day: Field<Day> = /* @__PURE__ */ scalar(parseDay);
