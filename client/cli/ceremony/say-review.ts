import type { Review } from "../../ceremony/review-draft.ts";
import { say, warn } from "../say.ts";

/** Alarms on stderr and first, then what changes. */
export function sayReview({ alarms, lines }: Review): void {
  for (const alarm of alarms) warn(`ALARM  ${alarm}`);
  for (const line of lines) say(line);
}
