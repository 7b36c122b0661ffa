import { expect, test } from "vitest";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";
import { RecentDigests } from "../../../server/store/sqlite/recent-digests.ts";

const days = ["2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24", "2026-11-25"] as Day[];
const [first, second, third, fourth, _, sixth] = days as [Day, Day, Day, Day, Day, Day];
const digest = (byte: number) => new Uint8Array(32).fill(byte) as EnvelopeDigest;
const id = (byte: number) => `id-${byte}` as EnvelopeId;

/** Digests over a store that somebody else fills, and the days that were read from it. */
function over(stored: Partial<Record<string, number[]>>) {
  const read: Day[] = [];
  const recent = new RecentDigests((day) => {
    read.push(day);
    return (stored[day] ?? []).map((byte) => [encodeHex(digest(byte)), id(byte)] as const);
  });
  const known = (today: Day) =>
    [1, 2, 3, 4].map((byte) => recent.find(today, digest(byte)).map((found) => found.day));
  return { recent, read, known };
}

test("what came at most two days before or after is known, before a restart or after it; each day is read once", () => {
  const { recent, read, known } = over({ [first]: [1], [third]: [2], [sixth]: [4] });
  expect(known(third)).toEqual([[first], [third], [], []]);
  recent.add(third, digest(3), id(3));
  expect(known(third)).toEqual([[first], [third], [third], []]);
  expect(known(fourth)).toEqual([[], [third], [third], [sixth]]);
  expect(read.sort()).toEqual(days);
});

test("an envelope that came again on the next day is found on both", () => {
  const { recent } = over({ [first]: [1], [second]: [1] });
  expect(recent.find(second, digest(1))).toEqual([
    { day: first, id: id(1) },
    { day: second, id: id(1) },
  ]);
});
