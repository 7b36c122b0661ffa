import { kilometres } from "../../casebook/near/distance.ts";
import type { Country } from "../../report/countries.ts";
import type { Place } from "../../report/place.ts";
import { countryCalled } from "./country-names.ts";
import { foldName, withoutUmlautE } from "./fold-name.ts";
import type { City, Gazetteer } from "./gazetteer.ts";
import { countryIn, readingsOf, wholeOf } from "./readings.ts";

/** How a candidate was found, the surest first. */
export const WAYS = ["called", "part", "beginning", "within", "beside"] as const;

export type Way = (typeof WAYS)[number];

/** A place that may be meant. Which one is, a person says. */
export interface Candidate extends City {
  readonly way: Way;
  /** The next large city of the country, where that helps to tell places of one name apart. */
  readonly near: { readonly name: string; readonly kilometres: number } | null;
}

/** What a source typed of a place. */
export type Typed = Pick<Place, "country" | "region" | "city" | "address">;

/** From this many people on a city is one that others are said to be near to, up to so far away. */
const LARGE = 200_000;
const NEAR_KILOMETRES = 150;

const MOST = 8;

/**
 * The places that a source may have meant: first those in the country that was named, then by how they were found,
 * then by how many people live there. Nothing is chosen.
 */
export function candidatesFor(typed: Typed, gazetteer: Gazetteer, most = MOST): readonly Candidate[] {
  const city = plainIfCalled(typed.city, gazetteer);
  const country = typed.country ?? countryIn(city) ?? countryIn(typed.region) ?? null;
  const [whole = "", ...parts] = readingsOf(city, gazetteer);
  const found = new Map<number, Way>();
  const add = (rows: readonly number[], way: Way) => {
    for (const row of rows) if (!found.has(row)) found.set(row, way);
  };
  add(calledSo(whole, gazetteer), "called");
  for (const rows of named(parts, gazetteer)) add(rows, "part");
  const there = [...found.keys()].some((row) => country === null || gazetteer.countryOf(row) === country);
  if (!there && whole.length >= 3) add(gazetteer.beginning(whole), "beginning");
  for (const text of [typed.address, typed.region]) {
    for (const rows of named(readingsOf(text, gazetteer), gazetteer)) add(rows, "beside");
  }
  return ranked(found, country, gazetteer, most);
}

/** A place's own name without its brackets and slashes, which then part nothing: not everybody types them. */
function plainIfCalled(text: string, gazetteer: Gazetteer): string {
  const folded = wholeOf(text);
  return calledSo(folded, gazetteer).length > 0 ? folded : text;
}

/** The places that parts of a text name; what is only part of a name is none: no York in New York. */
function named(parts: readonly string[], gazetteer: Gazetteer): readonly (readonly number[])[] {
  const names: string[] = [];
  return parts.flatMap((part) => {
    if (names.some((name) => name !== part && name.includes(part))) return [];
    const rows = calledSo(part, gazetteer);
    if (rows.length === 0) return [];
    names.push(part);
    return [rows];
  });
}

/** What a person looks for by hand: by the beginning of any word of a name, or all of a country. */
export function lookUp(
  query: string,
  country: Country | null,
  gazetteer: Gazetteer,
  most = MOST,
): readonly Candidate[] {
  const folded = foldName(query);
  const whole = countryCalled(folded);
  const found = new Map<number, Way>(gazetteer.within(folded).map((row) => [row, "within"]));
  for (const row of whole ? gazetteer.of(whole) : []) found.set(row, "part");
  for (const row of gazetteer.beginning(folded)) found.set(row, "beginning");
  const typed = { country, region: "", city: query, address: "" };
  if (found.size === 0) return candidatesFor(typed, gazetteer, most);
  for (const row of gazetteer.called(folded)) found.set(row, "called");
  return ranked(found, country, gazetteer, most);
}

function calledSo(folded: string, gazetteer: Gazetteer): readonly number[] {
  const rows = gazetteer.called(folded);
  const shorter = rows.length === 0 ? withoutUmlautE(folded) : undefined;
  return shorter === undefined ? rows : gazetteer.called(shorter);
}

function ranked(
  found: ReadonlyMap<number, Way>,
  country: Country | null,
  gazetteer: Gazetteer,
  most: number,
): readonly Candidate[] {
  const away = (row: number) => (country === null || gazetteer.countryOf(row) === country ? 0 : 1);
  const inOrder = [...found].sort(
    ([a, wayOfA], [b, wayOfB]) =>
      away(a) - away(b) ||
      WAYS.indexOf(wayOfA) - WAYS.indexOf(wayOfB) ||
      gazetteer.peopleOf(b) - gazetteer.peopleOf(a) ||
      a - b,
  );
  return inOrder.slice(0, most).map(([row, way]) => {
    const city = gazetteer.city(row);
    return { ...city, way, near: nearestLarge(city, gazetteer) };
  });
}

function nearestLarge({ place, people }: City, gazetteer: Gazetteer): Candidate["near"] {
  if (people >= LARGE) return null;
  const nearest = gazetteer
    .of(place.country)
    .filter((row) => gazetteer.peopleOf(row) >= LARGE)
    .map((row) => gazetteer.city(row).place)
    .map((large) => ({ name: large.name, kilometres: Math.round(kilometres(place, large)) }))
    .sort((a, b) => a.kilometres - b.kilometres)[0];
  return nearest && nearest.kilometres <= NEAR_KILOMETRES ? nearest : null;
}
