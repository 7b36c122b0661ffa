import { createRequire } from "node:module";
import { geoContains, geoNaturalEarth1, geoPath } from "d3-geo";
import { merge, mesh } from "topojson-client";
import type { MultiPolygon, Polygon, Topology } from "topojson-specification";
import { allCities } from "../gazetteer/cities.ts";
import { packed } from "../packed.ts";
import { PathText } from "./path-text.ts";

type Shape = (Polygon | MultiPolygon) & {
  readonly id?: string;
  readonly properties: { readonly name: string };
};
type World = Topology & {
  readonly objects: {
    readonly countries: { readonly type: "GeometryCollection"; readonly geometries: Shape[] };
  };
};

/** Units of the map for one radius of the earth: the map is some 22,000 units wide, a unit about two kilometres. */
const SCALE = 4000;

const ANTARCTICA = "010";

/** Shapes of Natural Earth's that ISO 3166 has no code for: no line of ours parts them from these. */
const PART_OF: Readonly<Record<string, string>> = { Somaliland: "706", "N. Cyprus": "196" };

const [RUSSIA, UKRAINE] = ["643", "804"];

/** Simferopol. Natural Earth draws Crimea by who holds it; ISO 3166 and GeoNames, whose codes we use, by whose it is. */
const IN_CRIMEA: [number, number] = [34.1, 44.95];

/**
 * The map that the page carries, packed: land and lines between countries as SVG paths in Natural Earth's projection,
 * in units of the map, and for each country the middle of where its people live. Nothing in it has a name: names are
 * CLDR's. Ready for drawing, so that a browser without a compiler for scripts need not project it.
 */
export function buildWorld(): string {
  const world = createRequire(import.meta.url)("world-atlas/countries-50m.json") as World;
  const { land, lines } = shapesOf(world);
  return packed({ scale: SCALE, land: pathOf(land), lines: pathOf(lines), middles: middles() });
}

function shapesOf(world: World) {
  const shapes = withCrimea(
    world,
    world.objects.countries.geometries.filter(({ id }) => id !== ANTARCTICA),
  );
  const countries = { ...world.objects.countries, geometries: shapes };
  const codeOf = ({ id, properties }: Shape) => PART_OF[properties.name] ?? id ?? properties.name;
  return {
    land: merge(world, shapes),
    lines: mesh(world, countries, (a, b) => codeOf(a as Shape) !== codeOf(b as Shape)),
  };
}

/** @throws Error if the atlas draws it in another way than this was written for */
function withCrimea(world: World, shapes: readonly Shape[]): Shape[] {
  const polygonsOf = (shape: Shape) => (shape.type === "Polygon" ? [shape.arcs] : shape.arcs);
  const russia = shapes.find(({ id }) => id === RUSSIA);
  const ukraine = shapes.find(({ id }) => id === UKRAINE);
  if (!russia || !ukraine) throw new Error("the atlas lacks a country");
  const holds = (arcs: number[][]) => geoContains(merge(world, [{ type: "Polygon", arcs }]), IN_CRIMEA);
  const crimea = polygonsOf(russia).filter(holds);
  const rest = polygonsOf(russia).filter((arcs) => !crimea.includes(arcs));
  if (crimea.length !== 1) throw new Error("the atlas draws Crimea in another way");
  const drawn = (shape: Shape, arcs: number[][][]): Shape => ({ ...shape, type: "MultiPolygon", arcs });
  return shapes.map((shape) => {
    if (shape === russia) return drawn(shape, rest);
    return shape === ukraine ? drawn(shape, [...polygonsOf(shape), ...crimea]) : shape;
  });
}

function pathOf(geometry: Parameters<ReturnType<typeof geoPath>>[0]): string {
  const projection = geoNaturalEarth1().scale(SCALE).translate([0, 0]).precision(0);
  const text = new PathText();
  geoPath(projection, text)(geometry);
  return text.end();
}

/** Latitude and longitude by country, in tenths of a degree, each city weighing as much as it has people. */
function middles(): Record<string, [number, number]> {
  const sums = new Map<string, { x: number; y: number; z: number }>();
  for (const { country, population, loc } of allCities()) {
    const [lon, lat] = loc.coordinates.map((degrees) => (degrees * Math.PI) / 180) as [number, number];
    const sum = sums.get(country) ?? { x: 0, y: 0, z: 0 };
    sums.set(country, sum);
    sum.x += (population + 1) * Math.cos(lat) * Math.cos(lon);
    sum.y += (population + 1) * Math.cos(lat) * Math.sin(lon);
    sum.z += (population + 1) * Math.sin(lat);
  }
  const tenths = (radians: number) => Math.round((radians * 1800) / Math.PI) + 0;
  const found = [...sums].map(([country, { x, y, z }]): [string, [number, number]] => [
    country,
    [tenths(Math.atan2(z, Math.hypot(x, y))), tenths(Math.atan2(y, x))],
  ]);
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}
