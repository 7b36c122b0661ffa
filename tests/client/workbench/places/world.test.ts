import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { unpack } from "../../../../client/browser/unpack.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { COUNTRIES } from "../../../../client/report/countries.ts";
import { PathText } from "../../../../client/workbench/build/atlas/path-text.ts";
import { buildWorld } from "../../../../client/workbench/build/atlas/world.ts";
import {
  MOST_ZOOM,
  moved,
  onScreen,
  scaleOf,
  wholeOf,
  zoomed,
} from "../../../../client/workbench/places/viewport.ts";
import { type PackedWorld, type Point, World } from "../../../../client/workbench/places/world.ts";
import { CITIES } from "../../../support/placed-tips.ts";

let built: string;
let packedWorld: PackedWorld;
let world: World;
let land: readonly (readonly Point[])[];
let lines: readonly (readonly Point[])[];

beforeAll(async () => {
  built = buildWorld();
  packedWorld = await unpack<PackedWorld>(built);
  world = new World(packedWorld);
  land = ringsOf(world.land);
  lines = ringsOf(world.lines);
});

/** The points of an SVG path of relative steps. */
function ringsOf(path: string): Point[][] {
  const rings: Point[][] = [];
  let [x, y] = [0, 0];
  for (const [, body = "", closed] of path.matchAll(/m([^mz]+)(z?)/g)) {
    const numbers = [...body.matchAll(/-?\d+/g)].map(Number);
    const ring: Point[] = [];
    for (let i = 0; i + 1 < numbers.length; i += 2) {
      x += numbers[i] ?? 0;
      y += numbers[i + 1] ?? 0;
      ring.push({ x, y });
    }
    rings.push(ring);
    const [first] = ring;
    if (closed && first) [x, y] = [first.x, first.y];
  }
  return rings;
}

/** Whether a point is within the rings: even and odd. */
function isIn(rings: readonly (readonly Point[])[], { x, y }: Point): boolean {
  let inside = false;
  for (const ring of rings) {
    for (const [i, a] of ring.entries()) {
      const b = ring[(i + 1) % ring.length];
      if (b && a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
    }
  }
  return inside;
}

function nearest(rings: readonly (readonly Point[])[], { x, y }: Point): number {
  return Math.min(...rings.map((ring) => Math.min(...ring.map((p) => Math.hypot(p.x - x, p.y - y)))));
}

describe("the map", () => {
  test("building it again gives the same text, which is no larger than was meant", () => {
    expect(buildWorld()).toBe(built);
    expect(built.length).toBeLessThan(160 * 1024);
  });

  test("holds numbers and codes, and nobody's name for anything", () => {
    expect(world.land).toMatch(/^[mlz\d -]+$/);
    expect(world.lines).toMatch(/^[mlz\d -]+$/);
    expect(Object.keys(packedWorld.middles).filter((code) => !COUNTRIES.includes(code as Country))).toEqual(
      [],
    );
  });

  test("cities stand on land, and the oceans are empty", () => {
    for (const city of CITIES) {
      const point = world.at(city);
      expect(isIn(land, point) || nearest(land, point) < 10).toBe(true);
    }
    for (const [lat, lon] of [
      [0, -30],
      [-30, 80],
      [40, -150],
      [-45, -120],
    ] as const) {
      expect(isIn(land, world.at({ lat, lon }))).toBe(false);
    }
  });

  test("small and disputed places are drawn: Taiwan, Hong Kong, Macao, Singapore, Malta, Kosovo, Western Sahara", () => {
    for (const [lat, lon] of [
      [23.8, 121],
      [22.35, 114.15],
      [22.16, 113.56],
      [1.35, 103.82],
      [35.9, 14.45],
      [42.6, 20.9],
      [24.5, -13.5],
    ] as const) {
      const point = world.at({ lat, lon });
      expect(isIn(land, point) || nearest(land, point) < 5).toBe(true);
    }
  });

  test("lines part what ISO 3166 parts, and nothing else: Kosovo and Western Sahara, not Crimea, not Somaliland", () => {
    const lineNear = (lat: number, lon: number) => nearest(lines, world.at({ lat, lon }));
    expect(lineNear(43.07, 20.75)).toBeLessThan(25);
    expect(lineNear(27.67, -10)).toBeLessThan(150);
    expect(lineNear(22.53, 114.1)).toBeLessThan(10);
    expect(lineNear(46.1, 33.6)).toBeGreaterThan(60);
    expect(lineNear(9.5, 48.5)).toBeGreaterThan(60);
    expect(lineNear(35.15, 33.4)).toBeGreaterThan(60);
  });

  test("nearly every country has a middle, and it is in it or near", () => {
    const without = COUNTRIES.filter((country) => !world.pointOf({ country, place: null }));
    expect(without.length).toBeLessThan(15);
    const germany = world.pointOf({ country: "DE" as Country, place: null }) ?? { x: 0, y: 0 };
    const berlin = world.at({ lat: 52.5, lon: 13.4 });
    expect(Math.hypot(germany.x - berlin.x, germany.y - berlin.y)).toBeLessThan(world.unitsOf(500));
    const fiji = world.pointOf({ country: "FJ" as Country, place: null }) ?? { x: 0, y: 0 };
    expect(fiji.x).toBeGreaterThan(world.at({ lat: -18, lon: 170 }).x);
  });

  test("where a mark stands: Natural Earth's projection, north up, symmetrical", () => {
    expect(world.at({ lat: 0, lon: 0 })).toEqual({ x: 0, y: 0 });
    fc.assert(
      fc.property(fc.integer({ min: -84, max: 84 }), fc.integer({ min: 0, max: 180 }), (lat, lon) => {
        const [east, west] = [world.at({ lat, lon }), world.at({ lat, lon: -lon })];
        expect(east.x).toBeCloseTo(-west.x, 5);
        expect(east.y).toBeCloseTo(west.y, 5);
        expect(world.at({ lat: lat + 1, lon }).y).toBeLessThan(east.y);
        expect(east.x).toBeLessThanOrEqual(world.to.x + 1e-6);
      }),
    );
    const paris = world.at({ lat: 48.853, lon: 2.349 });
    const berlin = world.at({ lat: 52.524, lon: 13.411 });
    expect(Math.hypot(paris.x - berlin.x, paris.y - berlin.y)).toBeGreaterThan(world.unitsOf(780));
    expect(Math.hypot(paris.x - berlin.x, paris.y - berlin.y)).toBeLessThan(world.unitsOf(1100));
  });
});

test("a path is written as it was drawn, but for what a unit can't show", () => {
  const text = new PathText();
  text.moveTo(1.2, 2);
  text.lineTo(1.4, 2.2);
  text.lineTo(10, -5);
  text.lineTo(12, -5);
  text.closePath();
  text.moveTo(3, 3);
  text.closePath();
  text.moveTo(0, 0);
  text.lineTo(-4, 4);
  const path = text.end();
  expect(path).toBe("m1 2l9-7 2 0zm-1-2l-4 4");
  expect(ringsOf(path)).toEqual([
    [
      { x: 1, y: 2 },
      { x: 10, y: -5 },
      { x: 12, y: -5 },
    ],
    [
      { x: 0, y: 0 },
      { x: -4, y: 4 },
    ],
  ]);
});

describe("what is seen of it", () => {
  const size = { width: 800, height: 400 };
  const steps = fc.array(
    fc.oneof(
      fc.record({
        factor: fc.double({ min: 0.2, max: 5, noNaN: true }),
        x: fc.nat(800),
        y: fc.nat(400),
      }),
      fc.record({ dx: fc.integer({ min: -900, max: 900 }), dy: fc.integer({ min: -900, max: 900 }) }),
    ),
    { maxLength: 20 },
  );

  test("stays within the map, whatever is done", () => {
    fc.assert(
      fc.property(steps, (done) => {
        let viewport = wholeOf(world);
        for (const step of done) {
          viewport =
            "factor" in step
              ? zoomed(viewport, step.factor, step, size, world)
              : moved(viewport, { x: step.dx, y: step.dy }, size, world);
          expect(viewport.zoom).toBeGreaterThanOrEqual(1);
          expect(viewport.zoom).toBeLessThanOrEqual(MOST_ZOOM);
          const corner = onScreen(world.from, viewport, size, world);
          const other = onScreen(world.to, viewport, size, world);
          const scale = scaleOf(viewport, size, world);
          if ((world.to.x - world.from.x) * scale > size.width) {
            expect(corner.x).toBeLessThanOrEqual(1e-6);
            expect(other.x).toBeGreaterThanOrEqual(size.width - 1e-6);
          } else expect((corner.x + other.x) / 2).toBeCloseTo(size.width / 2, 2);
        }
      }),
      // Wider than the window by less than a pixel.
      {
        examples: [
          [
            [
              { factor: 1.07583399148345, x: 0, y: 0 },
              { factor: 0.9295230564532534, x: 0, y: 0 },
            ],
          ],
        ],
      },
    );
  });

  test("what is under the pointer stays there while zooming in, and panning moves all alike", () => {
    const start = zoomed(wholeOf(world), 8, { x: 420, y: 130 }, size, world);
    const point = world.at({ lat: 50, lon: 10 });
    const before = onScreen(point, start, size, world);
    const after = onScreen(point, zoomed(start, 2, before, size, world), size, world);
    expect(after.x).toBeCloseTo(before.x, 3);
    expect(after.y).toBeCloseTo(before.y, 3);
    const panned = onScreen(point, moved(start, { x: 30, y: -20 }, size, world), size, world);
    expect(panned.x).toBeCloseTo(before.x - 30, 6);
    expect(panned.y).toBeCloseTo(before.y + 20, 6);
  });
});
