import type { City } from "./cities.ts";

/** A city's other names, and which city that is. */
export interface Aliases {
  readonly city: City;
  readonly names: readonly string[];
}

const LINE = /^([A-Z]{2}(?:-\w+)? [^:]+): (\S.*)$/;

/**
 * Reads `aliases.txt`: one city a line, its country, perhaps with its region, its name as GeoNames has it, then
 * its other names.
 * @throws Error if a line is in no such form, or if there is no such city
 */
export function readAliases(text: string, cities: readonly City[]): readonly Aliases[] {
  const lines = text
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"))
    .map((line) => LINE.exec(line) ?? [line]);
  const wanted = new Set(lines.map(([, key = ""]) => key.slice(key.indexOf(" ") + 1)));
  const byName = new Map<string, City>();
  for (const city of cities) {
    if (!wanted.has(city.name)) continue;
    for (const where of [city.country, `${city.country}-${city.adminCode}`]) {
      const key = `${where} ${city.name}`;
      const other = byName.get(key);
      if (!other || comesFirst(city, other)) byName.set(key, city);
    }
  }
  return lines.map(([line, key = "", others = ""]) => {
    const city = byName.get(key);
    if (!city) throw new Error(`aliases.txt: GeoNames has no city for “${line}”`);
    return { city, names: others.split(", ") };
  });
}

/** Of two places of one name, the one with more people, or that was numbered first. */
function comesFirst(one: City, other: City): boolean {
  return (
    one.population > other.population || (one.population === other.population && one.cityId < other.cityId)
  );
}
