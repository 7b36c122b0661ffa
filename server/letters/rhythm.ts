import type { Day } from "../../protocol/day.ts";
import {
  DAYS_BETWEEN_BAGS,
  DAYS_OF_A_BAG,
  MOST_DELIVERING_COURIERS,
  MOST_SLOTS,
  SLOTS_OF_A_BAG,
} from "../../protocol/letters.ts";
import { dayAfter, daysBetween } from "../store/day.ts";

/** A mailbag that is kept: by whom it came, and the day as of which it counts as come. */
export interface KeptBag {
  readonly day: Day;
  /** The courier's number. */
  readonly courier: number;
}

export type PlaceOfBag =
  | { readonly day: Day }
  | { readonly refused: "courier-not-delivering" | "mailbag-too-soon" };

/**
 * The day as of which a new bag counts as come, or why it is refused (SPEC.md, "Letters on the server"). A courier's days
 * are a week apart, so that six of its bags are in the pool at most; who comes early in a week has the day that the week
 * begins for it, at most six days ahead. So whoever comes once in each week, on whatever days, is never refused.
 * @param inForce the numbers of all couriers in force
 */
export function dayOfNewBag(
  courier: number,
  today: Day,
  kept: readonly KeptBag[],
  inForce: readonly number[],
): PlaceOfBag {
  const delivering = inForce.toSorted((a, b) => a - b).slice(0, MOST_DELIVERING_COURIERS);
  const others = new Set(kept.map((bag) => bag.courier).filter((other) => other !== courier));
  if (!delivering.includes(courier) || others.size >= MOST_DELIVERING_COURIERS)
    return { refused: "courier-not-delivering" };
  const days = kept
    .filter((bag) => bag.courier === courier)
    .map((bag) => dayAfter(bag.day, DAYS_BETWEEN_BAGS));
  const day = [today, ...days].reduce((latest, next) => (next > latest ? next : latest));
  return daysBetween(today, day) < DAYS_BETWEEN_BAGS ? { day } : { refused: "mailbag-too-soon" };
}

/**
 * The same for a demo, where nobody waits for a day to close: a new bag counts as come on the last day before today of
 * which its courier has none, so it is public at once.
 */
export function dayAtOnce(courier: number, today: Day, kept: readonly KeptBag[]): PlaceOfBag {
  if (kept.length >= MOST_SLOTS / SLOTS_OF_A_BAG) return { refused: "mailbag-too-soon" };
  const used = kept.filter((bag) => bag.courier === courier).map((bag) => bag.day);
  const days = Array.from({ length: DAYS_OF_A_BAG }, (_, i) => dayAfter(today, -1 - i));
  const day = days.find((each) => !used.includes(each));
  return day === undefined ? { refused: "mailbag-too-soon" } : { day };
}

/** Whether a bag of that day goes into the pool. */
export function isPublic({ day }: KeptBag, today: Day): boolean {
  return day < today;
}

/** Whether its time in the pool is over. */
export function isOver({ day }: KeptBag, today: Day): boolean {
  return daysBetween(day, today) > DAYS_OF_A_BAG;
}
