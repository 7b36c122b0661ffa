import fc from "fast-check";
import { expect, test } from "vitest";
import { rosterInForce } from "../../../client/ceremony/in-force.ts";
import type { Instant } from "../../../crypto/documents/instant.ts";
import type { Roster } from "../../../crypto/documents/roster.ts";
import type { SignedRoster } from "../../../crypto/documents/signed-roster.ts";
import { effectivePeriods } from "../../../server/rosters/effective-periods.ts";

const roster = (sequence: number, from: number, to: number) =>
  ({ sequence, notBefore: from as Instant, notAfter: to as Instant }) as Roster;

test("an emergency that ends early leaves the rest of the quarter without a roster", () => {
  const quarter = [roster(1, 0, 30), roster(2, 30, 60), roster(3, 60, 90)];
  expect(effectivePeriods(quarter)).toHaveLength(3);
  expect(effectivePeriods([...quarter, roster(4, 15, 30)])).toEqual([
    { notBefore: 0, notAfter: 15 },
    { notBefore: 15, notAfter: 30 },
  ]);
});

test("the server reckons as the stewards' commands do", () => {
  const span = fc.tuple(fc.nat(30), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(fc.array(span, { maxLength: 6 }), fc.nat(45), (spans, now) => {
      const rosters = spans.map(([from, length], i) => roster(i + 1, from, from + length));
      const covered = effectivePeriods(rosters).some((p) => p.notBefore <= now && now < p.notAfter);
      const known = rosters.map((each) => ({ roster: each }) as SignedRoster);
      expect(covered).toBe(rosterInForce(known, now as Instant) !== undefined);
    }),
    { numRuns: 500 },
  );
});
