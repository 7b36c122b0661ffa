import type { Location } from "../../places/locations.ts";
import { onScreen, type Size, scaleOf, type Viewport } from "../../places/viewport.ts";
import type { World } from "../../places/world.ts";

/** How far from a city's middle something in it may be, and how far if it is not even known to be in it. */
const CITY_KILOMETRES = 10;
const VAGUE_KILOMETRES = 60;

/** Smaller circles would be under their own mark. */
const LEAST_PIXELS = 16;

interface Ground {
  readonly land: Path2D;
  readonly lines: Path2D;
}

const grounds = new WeakMap<World, Ground>();

/** Draws land, lines, and how exactly places are known. Colours are those of the page. */
export function drawMap(
  canvas: HTMLCanvasElement,
  world: World,
  locations: readonly Location[],
  viewport: Viewport,
  size: Size,
): void {
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const fine = devicePixelRatio;
  canvas.width = Math.round(size.width * fine);
  canvas.height = Math.round(size.height * fine);
  const scale = scaleOf(viewport, size, world);
  const colour = coloursOf(canvas);
  drawGround(pen, groundOf(world), { scale: scale * fine, viewport, canvas, colour });
  pen.setTransform(fine, 0, 0, fine, 0, 0);
  for (const location of locations) {
    const point = location.place && world.pointOf(location);
    if (!point) continue;
    const { x, y } = onScreen(point, viewport, size, world);
    const { finer, city } = location.precision;
    const radius = scale * world.unitsOf(finer + city > 0 ? CITY_KILOMETRES : VAGUE_KILOMETRES);
    const seen = x > -radius && y > -radius && x < size.width + radius && y < size.height + radius;
    if (radius < LEAST_PIXELS || !seen) continue;
    pen.beginPath();
    pen.arc(x, y, radius, 0, 2 * Math.PI);
    pen.setLineDash(finer + city > 0 ? [] : [6, 5]);
    pen.fillStyle = pen.strokeStyle = colour("--accent");
    pen.globalAlpha = 0.25;
    if (finer > 0) pen.fill();
    pen.globalAlpha = 1;
    pen.stroke();
  }
}

interface Drawing {
  readonly scale: number;
  readonly viewport: Viewport;
  readonly canvas: HTMLCanvasElement;
  readonly colour: (name: string) => string;
}

function drawGround(
  pen: CanvasRenderingContext2D,
  { land, lines }: Ground,
  { scale, viewport: { x, y }, canvas: { width, height }, colour }: Drawing,
): void {
  pen.setTransform(scale, 0, 0, scale, width / 2 - x * scale, height / 2 - y * scale);
  pen.lineJoin = "round";
  pen.fillStyle = colour("--land");
  pen.fill(land);
  pen.strokeStyle = colour("--paper");
  pen.lineWidth = 1 / scale;
  pen.stroke(lines);
}

function groundOf(world: World): Ground {
  const known = grounds.get(world) ?? { land: new Path2D(world.land), lines: new Path2D(world.lines) };
  grounds.set(world, known);
  return known;
}

function coloursOf(element: Element): (name: string) => string {
  const style = getComputedStyle(element);
  return (name) => style.getPropertyValue(name);
}
