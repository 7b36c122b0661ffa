import fc from "fast-check";
import { expect, test } from "vitest";
import {
  differenceOf,
  hexOf,
  intersectionOf,
  rankOf,
  sortedIds,
  unionOf,
} from "../../../server/store/sqlite/sorted-ids.ts";

/** Few different ids, near each other, so that sets meet. */
const id = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 3 }))
  .map(([a, b]) => `${a.toString(16).padStart(16, "0")}${(b * 85).toString(16).padStart(16, "0")}`);
const ids = fc.array(id, { maxLength: 20 });
const sorted = (set: Iterable<string>) => [...new Set(set)].sort();

test("sets of ids behave as sets, and come out in one order whatever order they came in", () => {
  fc.assert(
    fc.property(ids, ids, (a, b) => {
      expect(hexOf(sortedIds(a))).toEqual(sorted(a));
      expect(hexOf(unionOf(sortedIds(a), sortedIds(b)))).toEqual(sorted([...a, ...b]));
      expect(hexOf(differenceOf(sortedIds(a), sortedIds(b)))).toEqual(
        sorted(a.filter((x) => !b.includes(x))),
      );
      expect(hexOf(intersectionOf(sortedIds(a), sortedIds(b)))).toEqual(
        sorted(a.filter((x) => b.includes(x))),
      );
      expect(sortedIds(a.toReversed())).toEqual(sortedIds(a));
    }),
    { numRuns: 500 },
  );
});

test("the rank of an id is where it is, or would be", () => {
  fc.assert(
    fc.property(ids, id, (a, sought) => {
      const all = sorted(a);
      const before = all.filter((one) => one < sought).length;
      expect(rankOf(sortedIds(a), sought, false)).toBe(16 * before);
      expect(rankOf(sortedIds(a), sought, true)).toBe(16 * (before + (all.includes(sought) ? 1 : 0)));
    }),
    { numRuns: 500 },
  );
});
