import { firstPlace } from "../../../crypto/lists.ts";
import type { GazetteerPlace } from "../../casebook/what.ts";
import { type Country, isCountry } from "../../report/countries.ts";
import { foldName } from "./fold-name.ts";

/** The gazetteer as the build packs it: columns of one entry for each city, numbers as differences to the one before. */
export interface Columns {
  /** With line feeds between. */
  readonly names: string;
  /** Two letters each. */
  readonly countries: string;
  /** GeoNames' codes, with line feeds between. */
  readonly regions: string;
  readonly ids: readonly number[];
  /** Thousandths of a degree. */
  readonly lats: readonly number[];
  readonly lons: readonly number[];
  /** Not as differences. */
  readonly people: readonly number[];
  /** Other names of a city, with line feeds between; which city is in `aliased`, by its place in the columns. */
  readonly aliases: readonly string[];
  readonly aliased: readonly number[];
}

/** A place of the gazetteer, with what tells it apart from others of its name. */
export interface City {
  readonly place: GazetteerPlace;
  /** The code of its region, where that is letters, which people know (NY, ENG); else empty. */
  readonly region: string;
  /** To two digits; zero if GeoNames has no number. */
  readonly people: number;
}

/** GeoNames' places of 15,000 people or more, and some others, found by their names. All numbers are rows. */
export class Gazetteer {
  readonly size: number;
  readonly #names: readonly string[];
  readonly #countries: string;
  readonly #regions: readonly string[];
  readonly #ids: Int32Array;
  readonly #lats: Int32Array;
  readonly #lons: Int32Array;
  readonly #people: readonly number[];
  /** All names, folded, each between line feeds: a browser looks through it faster than a script could. */
  readonly #folded: string;
  /** Where in `#folded` each name's line feed stands. */
  readonly #starts: Int32Array;
  /** The rows of each name, folded, and of each other name. */
  readonly #own = new Map<string, number[]>();
  readonly #aliases = new Map<string, number[]>();
  readonly #hanAliases: readonly string[];
  /** The first row of each country, and the one after its last. */
  readonly #ranges = new Map<string, readonly [number, number]>();

  constructor(columns: Columns) {
    this.#names = columns.names.split("\n");
    this.size = this.#names.length;
    this.#countries = columns.countries;
    this.#regions = columns.regions.split("\n");
    this.#ids = summed(columns.ids);
    this.#lats = summed(columns.lats);
    this.#lons = summed(columns.lons);
    this.#people = columns.people;
    for (let from = 0; from < this.size; ) {
      const code = this.#codeOf(from);
      let to = from + 1;
      while (to < this.size && this.#codeOf(to) === code) to++;
      this.#ranges.set(code, [from, to]);
      from = to;
    }
    const folded = foldName(columns.names);
    this.#folded = `\n${folded}\n`;
    this.#starts = lineStarts(this.#folded, this.size);
    for (const [row, name] of folded.split("\n").entries()) addTo(this.#own, name, row);
    for (const [i, names] of columns.aliases.entries()) {
      for (const alias of foldName(names).split("\n")) addTo(this.#aliases, alias, columns.aliased[i] ?? 0);
    }
    this.#hanAliases = [...this.#aliases.keys()]
      .filter((alias) => /^\p{Script=Han}{2,}$/u.test(alias))
      .sort((a, b) => b.length - a.length);
  }

  city(row: number): City {
    const region = this.#regions[row] ?? "";
    return {
      place: {
        geonames: this.#ids[row] ?? 0,
        name: this.#names[row] ?? "",
        country: this.countryOf(row),
        lat: (this.#lats[row] ?? 0) / 1000 + 0,
        lon: (this.#lons[row] ?? 0) / 1000 + 0,
      },
      region: /^[A-Z]+$/.test(region) ? region : "",
      people: this.peopleOf(row),
    };
  }

  peopleOf(row: number): number {
    return this.#people[row] ?? 0;
  }

  /** @throws Error if the packed gazetteer holds what is no country */
  countryOf(row: number): Country {
    const code = this.#codeOf(row);
    if (isCountry(code)) return code;
    throw new Error("the gazetteer names no country");
  }

  /** Places that are called so, by their own name or by another one. */
  called(folded: string): readonly number[] {
    if (folded === "") return [];
    return [...new Set([...(this.#own.get(folded) ?? []), ...(this.#aliases.get(folded) ?? [])])];
  }

  /** Places with a name that begins so. */
  beginning(folded: string): readonly number[] {
    if (folded === "") return [];
    const other = [...this.#aliases].flatMap(([alias, rows]) => (alias.startsWith(folded) ? rows : []));
    return [...new Set([...this.#find(`\n${folded}`), ...other])];
  }

  /** Places in whose name a later word begins so. */
  within(folded: string): readonly number[] {
    return folded === "" ? [] : this.#find(` ${folded}`);
  }

  /** The Chinese names that stand in a text without spaces, from left to right, each time the longest. */
  hanNamesIn(folded: string): readonly string[] {
    const found: string[] = [];
    for (let at = 0; at < folded.length; at++) {
      const alias = this.#hanAliases.find((name) => folded.startsWith(name, at));
      if (alias === undefined) continue;
      found.push(alias);
      at += alias.length - 1;
    }
    return found;
  }

  /** The places of one country, which stand together. */
  of(country: Country): readonly number[] {
    const [from, to] = this.#ranges.get(country) ?? [0, 0];
    return Array.from({ length: to - from }, (_, i) => from + i);
  }

  #codeOf(row: number): string {
    return this.#countries.slice(2 * row, 2 * row + 2);
  }

  #find(part: string): number[] {
    const rows: number[] = [];
    let at = this.#folded.indexOf(part);
    while (at >= 0) {
      rows.push(this.#rowAt(at));
      at = this.#folded.indexOf(part, at + 1);
    }
    return rows;
  }

  #rowAt(offset: number): number {
    return firstPlace(0, this.size, (row) => (this.#starts[row] ?? 0) > offset) - 1;
  }
}

function addTo(rows: Map<string, number[]>, name: string, row: number): void {
  const there = rows.get(name);
  if (there) there.push(row);
  else rows.set(name, [row]);
}

function summed(differences: readonly number[]): Int32Array {
  const sums = new Int32Array(differences.length);
  let sum = 0;
  for (const [i, difference] of differences.entries()) {
    sum += difference;
    sums[i] = sum;
  }
  return sums;
}

/** @throws Error if there are not as many lines */
function lineStarts(text: string, lines: number): Int32Array {
  const starts = new Int32Array(lines);
  let at = 0;
  for (let line = 0; line < lines; line++) {
    starts[line] = at;
    at = text.indexOf("\n", at + 1);
  }
  if (at !== text.length - 1) throw new Error("folding the names changed how many there are");
  return starts;
}
