import type { Size } from "./viewport.ts";
import type { Point } from "./world.ts";

/** A mark on the map, in CSS pixels, and what it may be called there. */
export interface Nameable extends Point {
  readonly name: string;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Half of the largest mark's side, half of the smallest's, and a line's height, in CSS pixels. */
const HALF = 22;
const LEAST_HALF = 14;
const LINE = 16;
/** Between a mark and its name. */
const GAP = 4;
/** How wide a letter is at most on the mean, and a Chinese character. */
const LETTER = 7;
const CHARACTER = 13;

/** Which marks can have their names beside them, so that none lies on another or on a mark: the first ones first. */
export function namedMarks(marks: readonly Nameable[], size: Size): ReadonlySet<Nameable> {
  const taken = marks.map(({ x, y }) => boxOf(x - HALF, y - HALF, 2 * HALF, 2 * HALF));
  const named = new Set<Nameable>();
  for (const mark of marks) {
    const width = HALF - LEAST_HALF + GAP + widthOf(mark.name);
    const box = boxOf(mark.x + LEAST_HALF, mark.y - LINE / 2, width, LINE);
    const isInSight = box.right <= size.width && box.top >= 0 && box.bottom <= size.height;
    if (!isInSight || taken.some((other, i) => marks[i] !== mark && overlap(box, other))) continue;
    taken.push(box);
    named.add(mark);
  }
  return named;
}

/** How much room a name takes, rather too much than too little, in CSS pixels. */
export function widthOf(name: string): number {
  return [...name].reduce((sum, one) => sum + (one >= "\u2e80" ? CHARACTER : LETTER), 0);
}

function boxOf(left: number, top: number, width: number, height: number): Box {
  return { left, top, right: left + width, bottom: top + height };
}

function overlap(one: Box, other: Box): boolean {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}
