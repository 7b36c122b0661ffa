import type { Branded } from "../bytes.ts";
import { CryptoError } from "../errors.ts";
import { encodeInstant, type Instant, parseInstant, SECONDS_PER_DAY } from "./instant.ts";

/** A span of time in which one set of identities reads. */
export interface Period {
  readonly notBefore: Instant;
  /** The first instant at which it is over. */
  readonly notAfter: Instant;
}

/** `1mo`, `2w` or `31d`: months of the calendar, weeks or days in UTC. */
export type PeriodLength = Branded<string, "PeriodLength">;

/** @throws CryptoError document-malformed */
export function parsePeriodLength(text: string): PeriodLength {
  if (/^[1-9][0-9]?(mo|w|d)$/.test(text)) return text as PeriodLength;
  throw new CryptoError("document-malformed", "not a length like 1mo, 2w or 31d");
}

/**
 * So many periods, one following on the other, from `start` on. Months are counted from the start, so that a
 * start on the first of a month stays there. @throws CryptoError document-malformed for months from a day after
 * the 28th, which not every month has
 */
export function periodsFrom(start: Instant, length: PeriodLength, count: number): Period[] {
  const ends = Array.from({ length: count + 1 }, (_, i) => after(start, length, i));
  return ends.slice(1).map((notAfter, i) => ({ notBefore: ends[i] as Instant, notAfter }));
}

/** The fields of a period in a document, in their order. */
export function periodToJson({ notBefore, notAfter }: Period) {
  return { notBefore: encodeInstant(notBefore), notAfter: encodeInstant(notAfter) };
}

/** @throws CryptoError document-malformed, also for a period without a second in it */
export function periodFromJson(fields: Record<string, unknown>): Period {
  const period = { notBefore: parseInstant(fields.notBefore), notAfter: parseInstant(fields.notAfter) };
  if (period.notAfter <= period.notBefore) throw new CryptoError("document-malformed", "an empty period");
  return period;
}

function after(start: Instant, length: PeriodLength, times: number): Instant {
  const count = Number.parseInt(length, 10) * times;
  if (length.endsWith("d")) return (start + count * SECONDS_PER_DAY) as Instant;
  if (length.endsWith("w")) return (start + count * 7 * SECONDS_PER_DAY) as Instant;
  const date = new Date(start * 1000);
  if (date.getUTCDate() > 28)
    throw new CryptoError("document-malformed", "months begin on a day up to the 28th");
  return (date.setUTCMonth(date.getUTCMonth() + count) / 1000) as Instant;
}
