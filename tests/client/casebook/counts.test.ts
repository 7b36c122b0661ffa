import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Counted,
  type CountNode,
  countBy,
  countedAs,
  type Dimension,
  LEAST_SHOWN,
  publicCounts,
} from "../../../client/casebook/counts.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { RICH_REPORT } from "../report/rich-report.ts";

/** All cells of a small world: two or three countries by two or three kinds of premises. */
function worldOf(countries: number, premises: number): Counted[] {
  return Array.from({ length: countries * premises }, (_, i) => ({
    country: `country ${Math.floor(i / premises)}`,
    premises: `premises ${i % premises}`,
    pressure: "unknown",
    month: "unknown",
  }));
}

const NESTED: readonly Dimension[] = ["country", "premises"];

function published(world: readonly Counted[], sizes: readonly number[]): CountNode | undefined {
  const records = world.flatMap((cell, i) => Array<Counted>(sizes[i] ?? 0).fill(cell));
  return publicCounts(countBy(records, NESTED));
}

/** What a publication says, as equations: which cells add up to what. No hint of how it was made. */
function equationsOf(
  node: CountNode,
  world: readonly Counted[],
  cells: readonly number[],
  depth = 0,
): [readonly number[], number][] {
  const dimension = NESTED[depth];
  if (!dimension) return [[cells, node.n]];
  const within = (value: string) => cells.filter((i) => world[i]?.[dimension] === value);
  const rest = cells.filter((i) => !node.parts.has(world[i]?.[dimension] ?? ""));
  return [
    [cells, node.n],
    [rest, node.notShown],
    ...[...node.parts].flatMap(([value, part]) => equationsOf(part, world, within(value), depth + 1)),
  ];
}

/** Every way in which so many tips can lie in so many cells. */
function* tables(cells: number, total: number): Generator<number[]> {
  if (cells === 1) {
    yield [total];
    return;
  }
  for (let first = 0; first <= total; first++) {
    for (const others of tables(cells - 1, total - first)) yield [first, ...others];
  }
}

/** Everything that somebody may want to know of a table: each cell, and each country's sum. */
function targetsOf(world: readonly Counted[]): number[][] {
  const countries = [...new Set(world.map(({ country }) => country))];
  return [
    ...world.map((_, i) => [i]),
    ...countries.map((country) => world.flatMap((cell, i) => (cell.country === country ? [i] : []))),
  ];
}

const sum = (sizes: readonly number[], cells: readonly number[]) =>
  cells.reduce((all, i) => all + (sizes[i] ?? 0), 0);

describe("an attacker who tries every table that fits what was published", () => {
  const cases = fc.oneof(
    fc.record({
      world: fc.constant(worldOf(2, 2)),
      sizes: fc.array(fc.nat(9), { minLength: 4, maxLength: 4 }),
    }),
    fc.record({
      world: fc.constant(worldOf(3, 2)),
      sizes: fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
    }),
    fc.record({
      world: fc.constant(worldOf(2, 3)),
      sizes: fc.array(fc.nat(4), { minLength: 6, maxLength: 6 }),
    }),
  );

  test("never learns a small count, from the numbers alone: it may as well be 5 or more", () => {
    fc.assert(
      fc.property(cases, ({ world, sizes }) => {
        const answer = published(world, sizes);
        fc.pre(answer !== undefined);
        if (!answer) return;
        const equations = equationsOf(
          answer,
          world,
          world.map((_, i) => i),
        );
        const possible = [
          ...tables(
            world.length,
            sum(
              sizes,
              world.map((_, i) => i),
            ),
          ),
        ].filter((table) => equations.every(([cells, value]) => sum(table, cells) === value));
        expect(possible.length).toBeGreaterThan(0);
        for (const target of targetsOf(world)) {
          const truth = sum(sizes, target);
          if (truth === 0 || truth >= LEAST_SHOWN) continue;
          const values = possible.map((table) => sum(table, target));
          expect(Math.min(...values)).toBe(0);
          expect(Math.max(...values)).toBeGreaterThanOrEqual(LEAST_SHOWN);
        }
      }),
      { numRuns: 60 },
    );
  });

  test("and never learns it exactly, knowing also how the publication is made", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 4, maxLength: 4 }), (sizes) => {
        const world = worldOf(2, 2);
        const answer = published(world, sizes);
        fc.pre(answer !== undefined);
        const same = (table: readonly number[]) =>
          JSON.stringify(listed(published(world, table))) === JSON.stringify(listed(answer));
        const possible = [...tables(4, sum(sizes, [0, 1, 2, 3]))].filter(same);
        for (const target of targetsOf(world)) {
          const truth = sum(sizes, target);
          if (truth === 0 || truth >= LEAST_SHOWN) continue;
          expect(new Set(possible.map((table) => sum(table, target))).size).toBeGreaterThan(1);
        }
      }),
      { numRuns: 25 },
    );
  });

  test("the attack works: it finds a small count in counts that hold nothing back", () => {
    const world = worldOf(2, 2);
    const all = countBy(
      [...Array<Counted>(3).fill(world[0] as Counted), ...Array<Counted>(9).fill(world[1] as Counted)],
      NESTED,
    );
    const equations = equationsOf(all, world, [0, 1, 2, 3]);
    const possible = [...tables(4, 12)].filter((table) =>
      equations.every(([cells, value]) => sum(table, cells) === value),
    );
    expect(possible).toEqual([[3, 9, 0, 0]]);
  });
});

/** A node as plain lists. */
function listed(node: CountNode | undefined): unknown {
  return node && [node.n, node.notShown, [...node.parts].map(([value, part]) => [value, listed(part)])];
}

test("what is published adds up, and no number in it is small", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 12, maxLength: 12 }), (sizes) => {
      const answer = published(worldOf(4, 3), sizes);
      const check = (node: CountNode) => {
        for (const n of [node.n, node.notShown]) expect(n === 0 || n >= LEAST_SHOWN).toBe(true);
        if (node.parts.size === 0 && node.notShown === 0) return;
        expect([...node.parts.values()].reduce((all, { n }) => all + n, node.notShown)).toBe(node.n);
        for (const part of node.parts.values()) check(part);
      };
      if (answer) check(answer);
      else expect(sizes.reduce((a, b) => a + b)).toBeLessThan(LEAST_SHOWN);
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
