import { firstPlace } from "../../../crypto/lists.ts";
import type { TipId } from "../../casebook/names.ts";
import type { Row } from "./row.ts";

export const ORDERS = ["urgent", "newest", "oldest", "name"] as const;

export type Order = (typeof ORDERS)[number];

/** Sorted anew; rows that are alike stay in the order in which they came. */
export function inOrder(rows: readonly Row[], order: Order): Row[] {
  return rows.toSorted(COMPARE[order]);
}

/**
 * Rows in order, in which some have changed, in order again: what `inOrder` of all gives, with a few comparisons for
 * each that changed instead of many for every row.
 * @param rows in order
 * @param changed the new forms of some of them, and new ones
 * @param placeOf how many tips came before a row's
 */
export function inOrderAgain(
  rows: readonly Row[],
  changed: readonly Row[],
  order: Order,
  placeOf: (tip: TipId) => number,
): Row[] {
  const compareAll = (a: Row, b: Row) => COMPARE[order](a, b) || placeOf(a.tip.id) - placeOf(b.tip.id);
  const old = new Set(changed.map(({ tip }) => tip.id));
  const stayed = rows.filter(({ tip }) => !old.has(tip.id));
  const merged: Row[] = [];
  let from = 0;
  for (const row of changed.toSorted(compareAll)) {
    const to = firstAfter(stayed, row, from, compareAll);
    for (; from < to; from++) merged.push(stayed[from] as Row);
    merged.push(row);
  }
  return merged.concat(stayed.slice(from));
}

/** The rows that are others now than before, or new. */
export function changedSince(before: readonly Row[], now: readonly Row[]): readonly Row[] {
  return now.filter((row, i) => row !== before[i]);
}

/** Where the first row stands that comes after this one, from a place on. */
function firstAfter(
  rows: readonly Row[],
  row: Row,
  from: number,
  compareAll: (a: Row, b: Row) => number,
): number {
  return firstPlace(from, rows.length, (place) => compareAll(rows[place] as Row, row) >= 0);
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
