import type { Branded } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Field } from "./canonical.ts";

/** Whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = Branded<number, "Instant">;

export const SECONDS_PER_DAY = 86_400;

/** RFC 3339 in UTC to the second, `2026-11-21T00:00:00Z`, and in no other form. */
export function parseInstant(text: unknown): Instant {
  if (typeof text === "string" && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text)) {
    const instant = (Date.parse(text) / 1000) as Instant;
    if (Number.isSafeInteger(instant) && encodeInstant(instant) === text) return instant;
  }
  throw new CryptoError("document-malformed", "not a time like 2026-11-21T00:00:00Z");
}

export function encodeInstant(instant: Instant): string {
  return new Date(instant * 1000).toISOString().replace(".000Z", "Z");
}

/** An instant in a document. */
export const instant: Field<Instant> = { read: parseInstant, write: encodeInstant };

/** The instant of a clock reading in milliseconds, as `Date.now` gives it. */
export function instantOf(milliseconds: number): Instant {
  return Math.floor(milliseconds / 1000) as Instant;
}

export function addSeconds(instant: Instant, seconds: number): Instant {
  return (instant + seconds) as Instant;
}

/** The beginning of its day in UTC. */
export function startOfDay(instant: Instant): Instant {
  return (instant - (instant % SECONDS_PER_DAY)) as Instant;
}

/** Its day in UTC, `2026-11-21`. */
export function dayOf(instant: Instant): string {
  return encodeInstant(instant).slice(0, 10);
}
