import fc from "fast-check";
import { expect, test } from "vitest";
import { type Nameable, namedMarks, widthOf } from "../../../../client/workbench/places/names.ts";
import { aroundAll, MOST_ZOOM, onScreen, wholeOf } from "../../../../client/workbench/places/viewport.ts";

const SIZE = { width: 800, height: 400 };
const mark = fc.record({
  x: fc.integer({ min: 0, max: 800 }),
  y: fc.integer({ min: 0, max: 400 }),
  name: fc.constantFrom("Berlin", "Rio de Janeiro", "巴塞罗那", "X"),
});

test("marks are named where no name lies on another or on a mark, the first ones first, and none beyond the edge", () => {
  fc.assert(
    fc.property(fc.array(mark, { minLength: 1, maxLength: 25 }), (marks) => {
      const named = [...namedMarks(marks, SIZE)];
      const right = ({ x, name }: Nameable) => x + 18 + widthOf(name);
      for (const one of named) {
        expect(right(one)).toBeLessThanOrEqual(SIZE.width);
        const others = marks.filter((other) => other !== one);
        const isOn = (other: Nameable, end: number) =>
          other.x - 14 < right(one) && end > one.x + 18 && Math.abs(other.y - one.y) < 15;
        expect(others.filter((other) => isOn(other, other.x + 14))).toEqual([]);
        expect(named.filter((other) => other !== one && isOn(other, right(other)))).toEqual([]);
      }
    }),
    { numRuns: 100 },
  );
  expect(namedMarks([{ x: 100, y: 100, name: "Berlin" }], SIZE).size).toBe(1);
  const two = [
    { x: 100, y: 100, name: "Berlin" },
    { x: 100, y: 108, name: "Prato" },
  ];
  expect(namedMarks(two, SIZE).has(two[1] as Nameable)).toBe(false);
});

test("a map begins so that all of its points are in sight, and one point has something around it", () => {
  const bounds = { from: { x: 0, y: 0 }, to: { x: 360, y: 180 } };
  const point = fc.record({ x: fc.integer({ min: 0, max: 360 }), y: fc.integer({ min: 0, max: 180 }) });
  fc.assert(
    fc.property(fc.array(point, { minLength: 1, maxLength: 6 }), (points) => {
      const viewport = aroundAll(points, bounds);
      for (const one of points) {
        const { x, y } = onScreen(one, viewport, SIZE, bounds);
        expect(x >= 0 && x <= SIZE.width && y >= 0 && y <= SIZE.height).toBe(true);
      }
    }),
    { numRuns: 100 },
  );
  expect(aroundAll([], bounds)).toEqual(wholeOf(bounds));
  expect(aroundAll([{ x: 13, y: 52 }], bounds).zoom).toBeLessThan(MOST_ZOOM);
  expect(aroundAll([{ x: 13, y: 52 }], bounds).zoom).toBeGreaterThan(4);
});
