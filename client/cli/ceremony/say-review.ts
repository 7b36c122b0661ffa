import { alarmInEnglish } from "../../ceremony/english.ts";
import type { Review } from "../../ceremony/review-draft.ts";
import { reviewLines } from "../../ceremony/review-lines.ts";
import { say, warn } from "../say.ts";

/** Alarms on stderr and first, then what changes. */
export function sayReview(review: Review): void {
  for (const alarm of review.alarms) warn(`ALARM  ${alarmInEnglish(alarm)}`);
  for (const line of reviewLines(review)) say(line);
}
