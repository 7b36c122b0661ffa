import { type Of, orNull, record } from "../../crypto/documents/canonical.ts";
import { text } from "../../crypto/documents/fields.ts";
import { country } from "./countries.ts";
import { code, type Known } from "./fields.ts";
import type { Code } from "./vocabulary/codes.ts";

export const placeIn = (known: Known) =>
  record(() => ({
    country: orNull(country),
    /** A state, province or region. */
    region: text,
    city: text,
    /** What is finer than a city: a neighbourhood, a street, a house. */
    address: text,
    precision: code(known, "placePrecision"),
  }));

/** Where something is. Texts are in the source's own words, and empty where nothing was said. */
export interface Place extends Of<ReturnType<typeof placeIn>> {}

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
