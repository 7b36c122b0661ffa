import type { TipId } from "../../casebook/names.ts";
import type { GazetteerPlace } from "../../casebook/what.ts";
import type { Country } from "../../report/countries.ts";
import { PRECISIONS, type Precision, type Spot } from "./spots.ts";

/** A place, or a country of which nothing finer was chosen, with the tips that are about it. */
export interface Location {
  /** The place's GeoNames number, or the country's code. */
  readonly key: string;
  readonly country: Country;
  readonly place: GazetteerPlace | null;
  readonly tips: readonly TipId[];
  /** How many of them say how much of where. */
  readonly precision: Readonly<Record<Precision, number>>;
}

/** What all tips say of places together. */
export interface Whereabouts {
  /** By country, cities before what is known of the country only, most tips first. */
  readonly countries: readonly CountryLines[];
  readonly locations: readonly Location[];
  /** Tips with a place that somebody could look up. */
  readonly waiting: readonly TipId[];
  /** Tips that name no country and no chosen place. */
  readonly nowhere: readonly TipId[];
}

export interface CountryLines {
  readonly country: Country;
  readonly tips: readonly TipId[];
  readonly locations: readonly Location[];
}

/** The same from the same spots: the map draws `locations`, the table lists `countries`. */
export function whereaboutsOf(spots: readonly Spot[], all: readonly TipId[]): Whereabouts {
  const placed = spots.filter(({ country }) => country !== null);
  const byKey = Map.groupBy(placed, ({ place, country }) => (place ? String(place.geonames) : country));
  const locations = [...byKey.values()].map(locationOf).sort(byTips);
  const somewhere = new Set(placed.map(({ tip }) => tip));
  return {
    locations,
    countries: countriesOf(locations),
    waiting: different(spots.filter(({ waiting }) => waiting)),
    nowhere: all.filter((tip) => !somewhere.has(tip)),
  };
}

/** @throws Error if there is no spot of it */
function locationOf(spots: readonly Spot[]): Location {
  const [first] = spots;
  if (!first?.country) throw new Error("a location is in a country");
  const counts = PRECISIONS.map((precision) => [
    precision,
    different(spots.filter((spot) => spot.precision === precision)).length,
  ]);
  return {
    key: first.place ? String(first.place.geonames) : first.country,
    country: first.country,
    place: first.place,
    tips: different(spots),
    precision: Object.fromEntries(counts) as Location["precision"],
  };
}

function countriesOf(locations: readonly Location[]): readonly CountryLines[] {
  const countries = Map.groupBy(locations, ({ country }) => country);
  return [...countries]
    .map(([country, there]) => ({
      country,
      tips: [...new Set(there.flatMap(({ tips }) => tips))],
      locations: there.toSorted(
        (a, b) => Number(a.place === null) - Number(b.place === null) || byTips(a, b),
      ),
    }))
    .sort((a, b) => b.tips.length - a.tips.length || (a.country < b.country ? -1 : 1));
}

function different(spots: readonly Spot[]): readonly TipId[] {
  return [...new Set(spots.map(({ tip }) => tip))];
}

/** Most tips first. */
export function byTips(a: Location, b: Location): number {
  return b.tips.length - a.tips.length || (a.key < b.key ? -1 : 1);
}
