import fc from "fast-check";
import { expect, test } from "vitest";
import { startsFrom } from "../../../client/keys/dates.ts";
import { secondsLeft } from "../../../client/keys/remaining.ts";
import { parseInstant } from "../../../crypto/documents/instant.ts";

const at = (text: string) => parseInstant(`${text}T00:00:00Z`);
const now = parseInstant("2026-12-30T23:10:00Z");

test("a new vault begins today, tomorrow or with the next month, at the beginning of a day in UTC", () => {
  expect(startsFrom(now)).toEqual([
    ["today", at("2026-12-30")],
    ["tomorrow", at("2026-12-31")],
    ["next-month", at("2027-01-01")],
  ]);
});

test("further periods begin where the last one ends, or later, and never before", () => {
  expect(startsFrom(now, at("2027-03-01"))).toEqual([["where-it-ends", at("2027-03-01")]]);
  expect(startsFrom(now, at("2026-12-31"))).toEqual([
    ["where-it-ends", at("2026-12-31")],
    ["next-month", at("2027-01-01")],
  ]);
  expect(startsFrom(now, at("2026-10-01")).map(([start]) => start)).toEqual([
    "today",
    "tomorrow",
    "next-month",
  ]);
});

test("the remaining time is told once it can be, and is what is left at the pace so far", () => {
  expect(secondsLeft(999, 0.5)).toBeUndefined();
  expect(secondsLeft(5000, 0.01)).toBeUndefined();
  expect(secondsLeft(10_000, 0.25)).toBe(30);
  expect(secondsLeft(54_000, 1)).toBe(0);
  const pace = fc.record({
    total: fc.integer({ min: 50_000, max: 500_000 }),
    done: fc.double({ min: 0.02, max: 1, noNaN: true }),
  });
  fc.assert(
    fc.property(pace, ({ total, done }) => {
      const left = secondsLeft(total * done, done);
      expect(left).toBeGreaterThanOrEqual((total * (1 - done)) / 1000 - 0.001);
      expect(left).toBeLessThan((total * (1 - done)) / 1000 + 1.001);
    }),
  );
});
