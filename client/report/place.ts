import type { Country } from "./countries.ts";
import type { Code } from "./vocabulary/codes.ts";

/** Where something is. Texts are in the source's own words, and empty where nothing was said. */
export interface Place {
  readonly country: Country | null;
  /** A state, province or region. */
  readonly region: string;
  readonly city: string;
  /** What is finer than a city: a neighbourhood, a street, a house. */
  readonly address: string;
  readonly precision: Code<"placePrecision">;
}

const BELOW_A_CITY: ReadonlySet<Code<"placePrecision">> = new Set(["exact", "vicinity", "locality"]);

/**
 * The place in its one form: texts without white space at their ends, nothing finer than the chosen precision,
 * and null if nothing is left. "Unknown" says something also when it stands alone.
 */
export function settlePlace(place: Place | null): Place | null {
  if (place === null) return null;
  const { country, precision } = place;
  const settled = {
    country,
    region: precision === "country" ? "" : place.region.trim(),
    city: precision === "country" ? "" : place.city.trim(),
    address: BELOW_A_CITY.has(precision) ? place.address.trim() : "",
    precision,
  };
  const said = country !== null || settled.region + settled.city + settled.address !== "";
  return said || precision === "unknown" ? settled : null;
}
