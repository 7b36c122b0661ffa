import type { TipId } from "../../casebook/names.ts";
import { byTips, type Location } from "./locations.ts";
import type { Point } from "./world.ts";

/** A location, and where on the map it is. */
export interface Marked extends Point {
  readonly location: Location;
}

/** One mark on the map: a location, or several that would lie on each other. */
export interface Cluster extends Point {
  /** Most tips first. */
  readonly locations: readonly Location[];
  /** Each once, also where it is about several of these. */
  readonly tips: readonly TipId[];
}

/**
 * Joins what is nearer than `distance`, in units of the map: whoever has the most tips draws to itself what is near,
 * and stands where it is. The same locations give the same clusters in whatever order they come.
 */
export function clustersOf(marked: readonly Marked[], distance: number): readonly Cluster[] {
  const cellOf = (value: number) => Math.floor(value / distance);
  const cells = new Map<string, { at: Marked; joined: Location[] }[]>();
  const found: { at: Marked; joined: Location[] }[] = [];
  for (const one of marked.toSorted((a, b) => byTips(a.location, b.location))) {
    const [column, row] = [cellOf(one.x), cellOf(one.y)];
    const near = [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].map((dy) => `${column + dx} ${row + dy}`))
      .flatMap((cell) => cells.get(cell) ?? [])
      .find(({ at }) => Math.hypot(at.x - one.x, at.y - one.y) < distance);
    if (near) {
      near.joined.push(one.location);
      continue;
    }
    const alone = { at: one, joined: [one.location] };
    found.push(alone);
    const cell = `${column} ${row}`;
    cells.set(cell, [...(cells.get(cell) ?? []), alone]);
  }
  return found.map(({ at: { x, y }, joined }) => ({
    x,
    y,
    locations: joined,
    tips: [...new Set(joined.flatMap(({ tips }) => tips))],
  }));
}
