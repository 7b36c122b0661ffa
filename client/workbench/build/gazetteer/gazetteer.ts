import { readFile } from "node:fs/promises";
import { packed } from "../packed.ts";
import { type Aliases, readAliases } from "./aliases.ts";
import { allCities, type City } from "./cities.ts";

/** Places with fewer people are left out, but for those that have other names in `aliases.txt`. */
const LEAST_PEOPLE = 15_000;

const ALIASES = new URL("aliases.txt", import.meta.url);

/**
 * The gazetteer that the page carries, packed: columns of as many entries as there are cities, ordered by country and
 * region, whole numbers as differences to the one before. `client/workbench/places/gazetteer.ts` reads it.
 */
export async function buildGazetteer(): Promise<string> {
  const cities = allCities();
  const aliases = readAliases(await readFile(ALIASES, "utf8"), cities);
  const named = new Set(aliases.map(({ city }) => city));
  const chosen = cities
    .filter((city) => city.population >= LEAST_PEOPLE || named.has(city))
    .sort((a, b) => byText(a.country, b.country) || byText(a.adminCode, b.adminCode) || a.cityId - b.cityId);
  return packed(columnsOf(chosen, aliases));
}

function columnsOf(cities: readonly City[], aliases: readonly Aliases[]) {
  const rows = new Map(cities.map((city, row) => [city, row]));
  return {
    names: cities.map(({ name }) => name).join("\n"),
    countries: cities.map(({ country }) => country).join(""),
    regions: cities.map(({ adminCode }) => adminCode).join("\n"),
    ids: differences(cities.map(({ cityId }) => cityId)),
    /** Thousandths of a degree: 111 m. */
    lats: differences(cities.map(({ loc }) => Math.round(loc.coordinates[1] * 1000))),
    lons: differences(cities.map(({ loc }) => Math.round(loc.coordinates[0] * 1000))),
    people: cities.map(({ population }) => roughly(population)),
    aliases: aliases.map(({ names }) => names.join("\n")),
    aliased: aliases.map(({ city }) => rows.get(city) ?? 0),
  };
}

function differences(numbers: readonly number[]): number[] {
  return numbers.map((number, i) => number - (numbers[i - 1] ?? 0));
}

/** To two digits: enough to tell places of one name apart, and all that such numbers are good for. */
function roughly(people: number): number {
  const unit = 10 ** Math.max(0, String(people).length - 2);
  return Math.round(people / unit) * unit;
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
