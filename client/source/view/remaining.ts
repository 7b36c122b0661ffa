import type { SendingStrings } from "../strings/strings.ts";

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** A time for people, no more exact than it can be known: whole minutes, rounded up; hours from 90 minutes on. */
export function remainingWords(sending: SendingStrings, seconds: number): string {
  if (seconds < MINUTE) return sending.lessThanAMinute;
  if (seconds < 1.5 * HOUR) return sending.minutes(Math.ceil(seconds / MINUTE));
  return sending.hours(Math.round(seconds / HOUR));
}
