import type { Branded } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import type { Of } from "./canonical.ts";
import { addSeconds, type Instant, instant, instantOf, parseInstant, SECONDS_PER_DAY } from "./instant.ts";

const SECONDS_PER_WEEK = 7 * SECONDS_PER_DAY;

const FIRST_MONDAY = parseInstant("1970-01-05T00:00:00Z");

/** The fields of a period in a document. */
export const PERIOD = {
  notBefore: instant,
  /** The first instant at which it is over. */
  notAfter: instant,
};

/** A span of time in which one set of identities reads. */
export interface Period extends Of<typeof PERIOD> {}

/** `1mo`, `2w` or `31d`: months of the calendar, weeks or days in UTC. */
export type PeriodLength = Branded<string, "PeriodLength">;

/** @throws CryptoError document-malformed */
export function parsePeriodLength(text: string): PeriodLength {
  if (/^[1-9][0-9]?(mo|w|d)$/.test(text)) return text as PeriodLength;
  throw new CryptoError("document-malformed", "not a length like 1mo, 2w or 31d");
}

/**
 * So many periods, one following on the other, from `start` on. The first may be shorter than the others: see
 * `periodEnd`.
 */
export function periodsFrom(start: Instant, length: PeriodLength, count: number): Period[] {
  const periods: Period[] = [];
  for (let notBefore = start; periods.length < count; ) {
    const notAfter = periodEnd(notBefore, length);
    periods.push({ notBefore, notAfter });
    notBefore = notAfter;
  }
  return periods;
}

/**
 * Where a period that begins at `start` ends, in UTC. Months end on the first of one, weeks on a Monday, so that who
 * begins on another day still ends with the others; of n months or weeks every nth counts, from 1970 on. Days are
 * counted from the start.
 */
export function periodEnd(start: Instant, length: PeriodLength): Instant {
  const count = Number.parseInt(length, 10);
  if (length.endsWith("d")) return addSeconds(start, count * SECONDS_PER_DAY);
  if (length.endsWith("w")) {
    const step = count * SECONDS_PER_WEEK;
    return addSeconds(FIRST_MONDAY, (Math.floor((start - FIRST_MONDAY) / step) + 1) * step);
  }
  const date = new Date(start * 1000);
  const month = (date.getUTCFullYear() - 1970) * 12 + date.getUTCMonth();
  return instantOf(Date.UTC(1970, (Math.floor(month / count) + 1) * count));
}

/** @throws CryptoError document-malformed for a period without a second in it */
export function checkPeriod({ notBefore, notAfter }: Period): void {
  if (notAfter <= notBefore) throw new CryptoError("document-malformed", "an empty period");
}
