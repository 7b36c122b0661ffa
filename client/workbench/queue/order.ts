import type { Row } from "./row.ts";

export const ORDERS = ["urgent", "newest", "oldest", "name"] as const;

export type Order = (typeof ORDERS)[number];

/** Sorted anew; rows that are alike stay in the order in which they came. */
export function inOrder(rows: readonly Row[], order: Order): Row[] {
  return rows.toSorted(COMPARE[order]);
}

const byDay = (a: Row, b: Row) => compare(a.tip.day ?? "", b.tip.day ?? "");

const COMPARE: Readonly<Record<Order, (a: Row, b: Row) => number>> = {
  urgent: (a, b) => urgencyOf(b) - urgencyOf(a) || -byDay(a, b),
  newest: (a, b) => -byDay(a, b),
  oldest: byDay,
  name: (a, b) => compare(a.designation, b.designation),
};

const OF_NEED = { danger_now: 40, danger_soon: 20, support_referral: 4, advice: 2, none: 0 } as const;
const OF_PRIORITY = { urgent: 30, high: 10, normal: 0, low: -10, rejected: -60 } as const;

/**
 * What a source says of danger, and what reviewers say of priority, added up; who is in danger now comes before
 * everything that nobody has looked at. What is closed comes last.
 */
export function urgencyOf({ tip, priority, status }: Row): number {
  const over = status === "closed" || status === "dropped" ? -100 : 0;
  return over + (tip.facts.need ? OF_NEED[tip.facts.need] : 0) + (priority ? OF_PRIORITY[priority] : 5);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
