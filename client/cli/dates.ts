import { type Instant, instantOf, parseInstant, startOfDay } from "../../crypto/documents/instant.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { orUsage } from "./options.ts";

/** What every option that takes a date may be given; for helps. */
export const DATE_HELP = `Dates are days in UTC, from their beginning on: today, tomorrow, +3d, +2w or +1m (days, weeks or
  months after today), 2026-12-01; or a time, 2026-12-01T10:00:00Z.`;

/** The moment that an option names. @throws CliError usage */
export function dateAsked(name: string, text: string): Instant {
  const complaint = `The option --${name} takes a day like today, +2w or 2026-12-01`;
  return orUsage(complaint, () => parseDate(text, instantOf(Date.now())));
}

/**
 * As `DATE_HELP` says. A month after the 31st is the last day of a shorter one.
 * @throws CryptoError document-malformed for anything else, also for a day that no calendar has
 */
export function parseDate(text: string, now: Instant): Instant {
  const today = new Date(startOfDay(now) * 1000);
  const ahead = /^\+([1-9]\d{0,2})([dwm])$/.exec(text);
  if (text === "today") return startOfDay(now);
  if (text === "tomorrow") return daysAfter(today, 1);
  if (ahead) {
    const count = Number(ahead[1]);
    return ahead[2] === "m"
      ? monthsAfter(today, count)
      : daysAfter(today, ahead[2] === "w" ? 7 * count : count);
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return parseInstant(`${text}T00:00:00Z`);
  if (text.includes("T")) return parseInstant(text);
  throw new CryptoError("document-malformed", "not a date");
}

function daysAfter(day: Date, count: number): Instant {
  return instantOf(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + count));
}

function monthsAfter(day: Date, count: number): Instant {
  const [year, month] = [day.getUTCFullYear(), day.getUTCMonth() + count];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return instantOf(Date.UTC(year, month, Math.min(day.getUTCDate(), last)));
}
