import type { City } from "./cities.ts";

/** A city's other names, and which city that is. */
export interface Aliases {
  readonly city: City;
  readonly names: readonly string[];
}

const LINE = /^([A-Z]{2}) ([^:]+): (\S.*)$/;

/**
 * Reads `aliases.txt`: one city a line, its country, its name as GeoNames has it, then its other names.
 * @throws Error if a line is in no such form, or if its country has no such city
 */
export function readAliases(text: string, cities: readonly City[]): readonly Aliases[] {
  const byName = new Map<string, City>();
  for (const city of cities) {
    const key = `${city.country} ${city.name}`;
    const other = byName.get(key);
    if (!other || comesFirst(city, other)) byName.set(key, city);
  }
  return text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => {
      const [, country, name, others = ""] = LINE.exec(line) ?? [];
      const city = byName.get(`${country} ${name}`);
      if (!city) throw new Error(`aliases.txt: GeoNames has no city for “${line}”`);
      return { city, names: others.split(", ") };
    });
}

/** Of two places of one name in one country, the one with more people, or that was numbered first. */
function comesFirst(one: City, other: City): boolean {
  return (
    one.population > other.population || (one.population === other.population && one.cityId < other.cityId)
  );
}
