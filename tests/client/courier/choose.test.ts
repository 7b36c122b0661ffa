import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ListedEnvelope } from "../../../client/bundle/list.ts";
import { USUAL_BUDGET } from "../../../client/cli/courier/amounts.ts";
import { Candidates, choose } from "../../../client/courier/choose.ts";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import type { EnvelopeId } from "../../../protocol/addresses.ts";
import type { Day } from "../../../protocol/day.ts";

const digest = new Uint8Array(32) as EnvelopeDigest;
let number = 0;

function listed(day: string, size: number): ListedEnvelope {
  const id = (number++).toString(16).padStart(32, "0") as EnvelopeId;
  return { id, day: day as Day, size, digest };
}

function candidates(day: string, sizes: readonly number[], most?: number) {
  const found = new Candidates(day as Day, most);
  for (const size of sizes) found.add(listed(day, size));
  return found;
}

const bytesOf = (envelopes: readonly { size: number }[]) =>
  envelopes.reduce((sum, { size }) => sum + size, 0);
const someSizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 30 });

test("the budget is kept, nothing is chosen twice, and what isn't chosen is counted as left", () => {
  fc.assert(
    fc.property(
      fc.array(someSizes, { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 200_000 }),
      (days, budget) => {
        const all = days.map((sizes, i) => candidates(`2026-11-0${i + 1}`, sizes));
        const { envelopes, left } = choose(all, budget);
        expect(bytesOf(envelopes)).toBeLessThanOrEqual(budget);
        expect(new Set(envelopes.map(({ id }) => id)).size).toBe(envelopes.length);
        for (const day of all) {
          const chosen = envelopes.filter((envelope) => envelope.day === day.day);
          const rest = left.find((entry) => entry.day === day.day) ?? { count: 0, bytes: 0 };
          expect([chosen.length + rest.count, bytesOf(chosen) + rest.bytes]).toEqual([day.count, day.bytes]);
        }
        if (bytesOf(all.flatMap((day) => day.inOrder())) <= budget) expect(left).toEqual([]);
        const anyFits = all.some((day) => (day.inOrder()[0]?.size ?? 0) <= budget);
        expect(envelopes.length > 0, "what fits in the whole of it is fetched one day").toBe(anyFits);
      },
    ),
  );
});

test("days with more than a bundle's usual budget go in several, each small enough for FAT", () => {
  let days = ["2026-11-01", "2026-11-02", "2026-11-03"].map((day) => candidates(day, Array(20).fill(120e6)));
  const bundles: number[] = [];
  while (days.length > 0) {
    const { envelopes } = choose(days, USUAL_BUDGET);
    bundles.push(bytesOf(envelopes));
    const rest = days.map((day) => [day, day.inOrder().filter((one) => !envelopes.includes(one))] as const);
    days = rest
      .filter(([, left]) => left.length > 0)
      .map(([day, left]) =>
        candidates(
          day.day,
          left.map(({ size }) => size),
        ),
      );
  }
  expect(bundles.length).toBeLessThan(6);
  for (const bytes of bundles) expect(bytes).toBeLessThanOrEqual(2e9);
  expect(bundles.reduce((sum, bytes) => sum + bytes)).toBe(60 * 120e6);
});

test("without a budget everything is chosen, up to what one bundle holds", () => {
  const all = [candidates("2026-11-01", [1, 2, 3]), candidates("2026-11-02", [4, 5, 6])];
  expect(choose(all, Number.POSITIVE_INFINITY).envelopes.length).toBe(6);
  const some = choose(all, Number.POSITIVE_INFINITY, 4);
  expect([some.envelopes.length, some.left.map(({ count }) => count)]).toEqual([4, [1, 1]]);
});

test("a flooded day takes no more than its share; what a quiet day doesn't need goes to it", () => {
  const flood = candidates("2026-11-01", Array(1000).fill(100));
  const quiet = candidates("2026-11-02", [100, 100]);
  const { envelopes } = choose([flood, quiet], 1000);
  expect(envelopes.filter(({ day }) => day === "2026-11-02").length).toBe(2);
  expect(envelopes.filter(({ day }) => day === "2026-11-01").length).toBe(8);
});

describe("within a day", () => {
  test("the smaller size bucket goes first, whatever was listed first", () => {
    const { envelopes } = choose([candidates("2026-11-01", [9000, 70, 9000, 100, 9000])], 9200);
    expect(envelopes.map(({ size }) => size).sort((a, b) => a - b)).toEqual([70, 100, 9000]);
  });

  test("within a bucket each is as likely as any other (a chi-squared test that fails once in 10⁹ runs)", () => {
    const [runs, of, taken] = [6000, 12, 4];
    const counts = Array<number>(of).fill(0);
    for (let run = 0; run < runs; run++) {
      const day = new Candidates("2026-11-01" as Day);
      const all = Array.from({ length: of }, () => listed("2026-11-01", 64));
      for (const envelope of all) day.add(envelope);
      for (const { id } of choose([day], 64 * taken).envelopes) {
        const place = all.findIndex((envelope) => envelope.id === id);
        counts[place] = (counts[place] ?? 0) + 1;
      }
    }
    const expected = (runs * taken) / of;
    const squared = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(squared).toBeLessThan(63);
  });

  test("no more is held than could be chosen, and that is the right part", () => {
    const sizes = Array.from({ length: 1000 }, (_, i) => (i % 10 === 0 ? 100 : 5000));
    const day = candidates("2026-11-01", sizes, 50);
    expect([day.count, day.bytes]).toEqual([1000, 4_510_000]);
    expect(day.inOrder().map(({ size }) => size)).toEqual(Array(50).fill(100));
  });
});
