import { geoNaturalEarth1 } from "d3-geo";
import type { Country } from "../../report/countries.ts";
import type { Location } from "./locations.ts";

/** The map as the build packs it; its unit is the build's. */
export interface PackedWorld {
  /** Units for one radius of the earth. */
  readonly scale: number;
  /** SVG paths. */
  readonly land: string;
  readonly lines: string;
  /** Latitude and longitude of the middle of where a country's people live, in tenths of a degree. */
  readonly middles: Readonly<Record<string, readonly [number, number]>>;
}

/** A point of the map, in its units; y grows to the south. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** In degrees. */
export interface Position {
  readonly lat: number;
  readonly lon: number;
}

const EARTH_RADIUS_KILOMETRES = 6371;

/** The map's ground: where things are on it. Natural Earth's projection, as the build drew the land. */
export class World {
  readonly land: string;
  readonly lines: string;
  /** The corners of what can be seen: 84° N to 57° S, beyond which nobody lives. */
  readonly from: Point;
  readonly to: Point;
  readonly #scale: number;
  readonly #middles: PackedWorld["middles"];
  readonly #project: (position: [number, number]) => [number, number] | null;

  constructor({ scale, land, lines, middles }: PackedWorld) {
    this.land = land;
    this.lines = lines;
    this.#scale = scale;
    this.#middles = middles;
    this.#project = geoNaturalEarth1().scale(scale).translate([0, 0]);
    const { x } = this.at({ lat: 0, lon: 180 });
    this.from = { x: -x, y: this.at({ lat: 84, lon: 0 }).y };
    this.to = { x, y: this.at({ lat: -57, lon: 0 }).y };
  }

  at({ lat, lon }: Position): Point {
    const [x, y] = this.#project([lon, lat]) ?? [0, 0];
    return { x, y };
  }

  /** Where on the map a location is; undefined for a country in which nobody lives. */
  pointOf({ country, place }: Pick<Location, "country" | "place">): Point | undefined {
    const middle = place ?? this.#middleOf(country);
    return middle && this.at(middle);
  }

  /** So many kilometres in units of the map, near enough for a circle. */
  unitsOf(kilometres: number): number {
    return (kilometres / EARTH_RADIUS_KILOMETRES) * this.#scale;
  }

  #middleOf(country: Country): Position | undefined {
    const [lat, lon] = this.#middles[country] ?? [];
    return lat === undefined || lon === undefined ? undefined : { lat: lat / 10, lon: lon / 10 };
  }
}
