import type { Branded } from "../../crypto/bytes.ts";
import { CryptoError } from "../../crypto/errors.ts";

/** A UTC day, `2026-11-21`. Days compare as texts. */
export type Day = Branded<string, "Day">;

/** @throws CryptoError document-malformed for anything but a day of the Gregorian calendar in this form */
export function parseDay(value: unknown): Day {
  if (typeof value === "string" && /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(value)) {
    const time = Date.parse(`${value}T00:00:00Z`);
    if (!Number.isNaN(time) && dayOf(time) === value) return value as Day;
  }
  throw new CryptoError("document-malformed", "not a day like 2026-11-21");
}

/** The UTC day of a clock reading in milliseconds, as `Date.now` gives it. */
export function dayOf(milliseconds: number): Day {
  return new Date(milliseconds).toISOString().slice(0, 10) as Day;
}
