import { greatest, least } from "../../../crypto/lists.ts";
import type { Point } from "./world.ts";

/** What of the map is seen: its middle in units of the map, and how often it is enlarged from where all is in sight. */
export interface Viewport {
  readonly x: number;
  readonly y: number;
  /** 1 to MOST_ZOOM. */
  readonly zoom: number;
}

/** What the map is drawn in, in CSS pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The corners of the map, in its units. */
export interface Bounds {
  readonly from: Point;
  readonly to: Point;
}

export const MOST_ZOOM = 64;

/** Pixels for one unit of the map. */
export function scaleOf({ zoom }: Viewport, { width, height }: Size, { from, to }: Bounds): number {
  return zoom * Math.min(width / (to.x - from.x), height / (to.y - from.y));
}

export function wholeOf({ from, to }: Bounds): Viewport {
  return { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2, zoom: 1 };
}

/** Some points are not enlarged more than so that their surroundings can be told. */
const MOST_AROUND = 12;

/** So that all of these points are in sight, with something around them; the whole map, if there are none. */
export function aroundAll(points: readonly Point[], bounds: Bounds): Viewport {
  const [first] = points;
  if (!first) return wholeOf(bounds);
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)];
  const [left, right] = [least(xs, first.x), greatest(xs, first.x)];
  const [top, bottom] = [least(ys, first.y), greatest(ys, first.y)];
  const width = (bounds.to.x - bounds.from.x) / (right - left);
  const height = (bounds.to.y - bounds.from.y) / (bottom - top);
  const zoom = Math.max(1, Math.min(MOST_AROUND, width / 2, height / 2));
  return { x: (left + right) / 2, y: (top + bottom) / 2, zoom };
}

/** Where on the screen a point of the map is. */
export function onScreen(point: Point, viewport: Viewport, size: Size, bounds: Bounds): Point {
  const scale = scaleOf(viewport, size, bounds);
  return {
    x: (point.x - viewport.x) * scale + size.width / 2,
    y: (point.y - viewport.y) * scale + size.height / 2,
  };
}

/** Moved by so many pixels, no farther than to the map's end. */
export function moved(viewport: Viewport, by: Point, size: Size, bounds: Bounds): Viewport {
  const scale = scaleOf(viewport, size, bounds);
  return within({ ...viewport, x: viewport.x + by.x / scale, y: viewport.y + by.y / scale }, size, bounds);
}

/** Enlarged by a factor, while the point under `around` (pixels from the upper left corner) stays where it is. */
export function zoomed(
  viewport: Viewport,
  factor: number,
  around: Point,
  size: Size,
  bounds: Bounds,
): Viewport {
  const zoom = Math.max(1, Math.min(MOST_ZOOM, viewport.zoom * factor));
  const [before, after] = [scaleOf(viewport, size, bounds), scaleOf({ ...viewport, zoom }, size, bounds)];
  const off = { x: around.x - size.width / 2, y: around.y - size.height / 2 };
  const x = viewport.x + off.x / before - off.x / after;
  const y = viewport.y + off.y / before - off.y / after;
  return within({ x, y, zoom }, size, bounds);
}

function within({ x, y, zoom }: Viewport, size: Size, bounds: Bounds): Viewport {
  const scale = scaleOf({ x, y, zoom }, size, bounds);
  return {
    x: middleWithin(x, size.width / scale, bounds.from.x, bounds.to.x),
    y: middleWithin(y, size.height / scale, bounds.from.y, bounds.to.y),
    zoom,
  };
}

/** The middle of what is seen, so that nothing beyond the ends is seen if that can be helped. */
function middleWithin(middle: number, seen: number, from: number, to: number): number {
  if (seen >= to - from) return (from + to) / 2;
  return Math.max(from + seen / 2, Math.min(to - seen / 2, middle));
}
