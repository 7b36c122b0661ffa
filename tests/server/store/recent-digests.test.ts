import { expect, test } from "vitest";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { Day } from "../../../server/store/day.ts";
import { RecentDigests } from "../../../server/store/sqlite/recent-digests.ts";

const [first, second, third] = ["2026-11-20", "2026-11-21", "2026-11-22"] as [Day, Day, Day];
const digest = (byte: number) => new Uint8Array(32).fill(byte) as EnvelopeDigest;

/** Digests over a store that somebody else fills, and the days that were read from it. */
function over(stored: Partial<Record<string, number[]>>) {
  const read: Day[] = [];
  const recent = new RecentDigests((day) => {
    read.push(day);
    return (stored[day] ?? []).map((byte) => encodeHex(digest(byte)));
  });
  return { recent, read };
}

test("what came today or yesterday is known, before a restart or after it; each day is read once", () => {
  const { recent, read } = over({ [first]: [1], [second]: [2] });
  expect([1, 2, 3].map((byte) => recent.has(second, digest(byte)))).toEqual([true, true, false]);
  recent.add(second, digest(3));
  expect([1, 2, 3].map((byte) => recent.has(second, digest(byte)))).toEqual([true, true, true]);
  expect([1, 2, 3].map((byte) => recent.has(third, digest(byte)))).toEqual([false, true, true]);
  expect(read.sort()).toEqual([first, second, third]);
});

test("what has gone is unknown again", () => {
  const { recent } = over({ [second]: [2] });
  expect(recent.has(second, digest(2))).toBe(true);
  recent.remove(second, digest(2));
  expect(recent.has(second, digest(2))).toBe(false);
});
