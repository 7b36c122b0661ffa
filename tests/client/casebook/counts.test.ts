import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Counted,
  type CountNode,
  countedAs,
  countNested,
  type Dimension,
  roundedDown,
} from "../../../client/casebook/counts.ts";
import { shownCells } from "../../../client/casebook/export/counts-file.ts";
import type { TipId } from "../../../client/casebook/names.ts";
import { type Tallied, tallyFor } from "../../../client/casebook/tally.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { inLong } from "../../support/seeded.ts";
import { RICH_REPORT } from "../report/rich-report.ts";

const NESTED: readonly Dimension[] = ["country", "premises"];

const PLACES: readonly Counted[] = ["restaurant", "travel_agency"].map((premises) => ({
  country: "DE",
  premises,
  pressure: "unknown",
  month: "unknown",
}));

/** Tips that may be counted, at each place. */
const TIPS = PLACES.map((counted) =>
  Array.from({ length: 100 }, (): Tallied => {
    const about = "" as TipId;
    const open = ["internal", "statistics"] as const;
    return { about, kind: "tip", likely: true, counted, tips: [], open, published: false };
  }),
);

/** So many at each place, behind those that came before. */
function tipsAt(sizes: readonly number[], before: readonly number[] = []): Tallied[] {
  return TIPS.flatMap((tips, i) => tips.slice(before[i] ?? 0, (before[i] ?? 0) + (sizes[i] ?? 0)));
}

/** What one publication says, and what no publication has counted after it. */
function publish(waiting: readonly Tallied[]): { counts: CountNode; waits: Tallied[] } {
  const cells = shownCells(tallyFor(waiting, "tips", "statistics"), NESTED, "statistics");
  const counted = new Set(cells.flatMap(({ of }) => of));
  return {
    counts: countNested(cells, roundedDown),
    waits: waiting.filter((one) => !counted.has(one)),
  };
}

/** Honest tips at each place before the first publication, and between it and the second. */
type World = readonly [first: readonly number[], then: readonly number[]];

/** What the adversary sent, at the first place, before each publication; reviewers held it for likely. */
type Own = readonly [number, number];

/** Everything that the public sees. */
function seen([first, then]: World, [own, ownThen]: Own): string {
  const atFirst = first.map((n, i) => (i === 0 ? n + own : n));
  const since = then.map((n, i) => (i === 0 ? n + ownThen : n));
  const one = publish(tipsAt(atFirst));
  const two = publish([...one.waits, ...tipsAt(since, atFirst)]);
  return JSON.stringify([one, two].map(({ counts }) => listed(counts)));
}

/** What is seen of the same places if nothing is held back. */
function seenWhole([first, then]: World): string {
  return JSON.stringify([first, first.map((n, i) => n + (then[i] ?? 0))]);
}

/** A node as plain lists. */
function listed(node: CountNode): unknown {
  return [node.n, [...node.parts].map(([value, part]) => [value, listed(part)])];
}

function* worldsUpTo(most: number): Generator<World> {
  const sizes = Array.from({ length: most + 1 }, (_, n) => n);
  for (const a of sizes)
    for (const b of sizes)
      for (const c of sizes)
        for (const d of sizes)
          yield [
            [a, b],
            [c, d],
          ];
}

/** What somebody may want to know: who was there at first, who came since, and both; at a place, and in the country. */
function wanted([first, then]: World): number[] {
  const both = first.map((n, i) => n + (then[i] ?? 0));
  return [first, then, both].flatMap((sizes) => [...sizes, sizes.reduce((a, b) => a + b)]);
}

const isSmall = (n: number) => n > 0 && n < 5;

/** Of so many worlds, in how many a small number is known exactly, and in how many that it isn't none. */
function attack(see: (world: World) => string, truths: number, candidates: number) {
  const bounds = new Map<string, { least: number[]; most: number[] }>();
  for (const world of worldsUpTo(candidates)) {
    const numbers = wanted(world);
    const known = bounds.get(see(world));
    if (!known) bounds.set(see(world), { least: [...numbers], most: [...numbers] });
    else
      for (const [i, n] of numbers.entries()) {
        known.least[i] = Math.min(known.least[i] ?? n, n);
        known.most[i] = Math.max(known.most[i] ?? n, n);
      }
  }
  const result = { worlds: 0, exact: 0, some: 0 };
  for (const world of worldsUpTo(truths)) {
    const { least = [], most = [] } = bounds.get(see(world)) ?? {};
    const small = wanted(world).flatMap((n, i) => (isSmall(n) ? [i] : []));
    result.worlds++;
    if (small.some((i) => least[i] === most[i])) result.exact++;
    if (small.some((i) => (least[i] ?? 0) > 0)) result.some++;
  }
  return result;
}

describe("an attacker who knows the rule, sees two publications, and tries every world that fits both", () => {
  /** What SECURITY.md says of it: in how many worlds the attacker knows that a small number isn't none. */
  const usual: readonly (readonly [...Own, number])[] = [
    [0, 0, 620],
    [4, 0, 1088],
    [2, 2, 1036],
  ];

  test.each(usual)(
    "never knows a number of one to four, with %i and %i own tips in a cell",
    (own, ownThen, known) => {
      const { worlds, exact, some } = attack((world) => seen(world, [own, ownThen]), 5, inLong(9, 11));
      expect({ worlds, exact, some }).toEqual({ worlds: 1296, exact: 0, some: known });
    },
  );

  test("nor with any other number of own tips", () => {
    const owns = [0, 1, 2, 3, 4].flatMap((own) => [0, 1, 2, 3, 4].map((then): Own => [own, then]));
    for (const own of inLong(owns.slice(-1), owns))
      expect([own, attack((world) => seen(world, own), inLong(4, 6), 9).exact]).toEqual([own, 0]);
  }, 600_000);

  test("the attack works: of numbers that hold nothing back it knows every small one", () => {
    const { exact, worlds } = attack(seenWhole, 3, 4);
    expect([exact, worlds]).toEqual([255, 256]);
  });
});

test("no number of a publication, no sum and no difference of any two is below five", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 2, maxLength: 2 }), fc.nat(30), (sizes, more) => {
      const one = publish(tipsAt(sizes));
      const two = publish([...one.waits, ...tipsAt([more], sizes)]);
      const check = ({ n, parts }: CountNode) => {
        expect(n % 5).toBe(0);
        if (parts.size > 0) expect([...parts.values()].reduce((sum, part) => sum + part.n, 0)).toBe(n);
        for (const part of parts.values()) check(part);
      };
      for (const { counts } of [one, two]) check(counts);
      expect(one.counts.n + two.counts.n).toBeLessThanOrEqual(sizes.reduce((a, b) => a + b) + more);
      expect(one.waits.length).toBeLessThanOrEqual(8);
    }),
  );
});

test("a report is counted once: by one value in each dimension", () => {
  expect(countedAs(RICH_REPORT)).toEqual({
    country: "ES",
    premises: "several",
    pressure: "several",
    month: "2024-03",
  });
  expect(countedAs(EMPTY_REPORT)).toEqual({
    country: "unknown",
    premises: "unknown",
    pressure: "unknown",
    month: "unknown",
  });
});
