import fc from "fast-check";
import { expect, test } from "vitest";
import { rosterInForce } from "../../../client/ceremony/in-force.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import type { Roster } from "../../../crypto/documents/roster.ts";
import type { SignedRoster } from "../../../crypto/documents/signed-roster.ts";
import { effectivePeriods } from "../../../server/rosters/effective-periods.ts";

const roster = (sequence: number, from: number, to: number, isOfNewest = true) => {
  const one = { sequence, notBefore: from as Instant, notAfter: to as Instant } as Roster;
  return { roster: one, isOfNewest } as SignedRoster & { isOfNewest: boolean };
};

test("an emergency that ends early leaves the rest of the quarter without a roster", () => {
  const quarter = [roster(1, 0, 30), roster(2, 30, 60), roster(3, 60, 90)];
  expect(effectivePeriods(quarter)).toHaveLength(3);
  expect(effectivePeriods([...quarter, roster(4, 15, 30)])).toEqual([
    { notBefore: 0, notAfter: 15 },
    { notBefore: 15, notAfter: 30 },
  ]);
});

test("what the newest anchor doesn't know covers no time, and supersedes all the same", () => {
  const quarter = [roster(1, 0, 60), roster(2, 30, 60, false), roster(3, 50, 90)];
  expect(effectivePeriods(quarter)).toEqual([
    { notBefore: 0, notAfter: 30 },
    { notBefore: 50, notAfter: 90 },
  ]);
});

test("the server reckons as the stewards' commands do", () => {
  const span = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 }), fc.boolean());
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.nat(45), (spans, now) => {
      const rosters = spans.map(([from, length, isOfNewest], i) =>
        roster(i + 1, from, from + length, isOfNewest),
      );
      const covered = effectivePeriods(rosters).some((p) => p.notBefore <= now && now < p.notAfter);
      expect(covered).toBe(rosterInForce(rosters, now as Instant) !== undefined);
    }),
    { numRuns: 500 },
  );
});
