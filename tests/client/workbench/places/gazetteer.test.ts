import { readFileSync } from "node:fs";
import { Converter } from "opencc-js";
import { beforeAll, describe, expect, test } from "vitest";
import { unpack } from "../../../../client/browser/unpack.ts";
import { encodeAct } from "../../../../client/casebook/acts.ts";
import { newDeviceId, type ReviewerKey, type TipId } from "../../../../client/casebook/names.ts";
import { COUNTRIES } from "../../../../client/report/countries.ts";
import { readAliases } from "../../../../client/workbench/build/gazetteer/aliases.ts";
import { allCities } from "../../../../client/workbench/build/gazetteer/cities.ts";
import { buildGazetteer } from "../../../../client/workbench/build/gazetteer/gazetteer.ts";
import { packed } from "../../../../client/workbench/build/packed.ts";
import { foldName } from "../../../../client/workbench/places/fold-name.ts";
import { type Columns, Gazetteer } from "../../../../client/workbench/places/gazetteer.ts";
import { DAY, INSTANCE } from "../../../support/casebooks.ts";

const ALIASES = new URL("../../../../client/workbench/build/gazetteer/aliases.txt", import.meta.url);
const text = readFileSync(ALIASES, "utf8");
let built: string;
let gazetteer: Gazetteer;

beforeAll(async () => {
  built = await buildGazetteer();
  gazetteer = new Gazetteer(await unpack<Columns>(built));
});

test("what is packed is unpacked", async () => {
  const value = { text: "字 é", list: [1, -2, 0.5], nothing: null };
  expect(await unpack(packed(value))).toEqual(value);
  expect(packed(value)).toBe(packed(value));
  await expect(unpack("AAAA")).rejects.toThrow();
});

test("building it again gives the same text, which is no larger than was meant", async () => {
  expect(await buildGazetteer()).toBe(built);
  expect(built.length).toBeLessThan(440 * 1024);
  expect(gazetteer.size).toBeGreaterThan(24_000);
});

test("every place can stand in an act, once", () => {
  const rows = Array.from({ length: gazetteer.size }, (_, row) => gazetteer.city(row));
  expect(new Set(rows.map(({ place }) => place.geonames)).size).toBe(gazetteer.size);
  const me = { instance: INSTANCE, reviewer: "ab".repeat(32) as ReviewerKey, device: newDeviceId() };
  for (const { place } of rows) {
    const what = { kind: "placed", about: "cd".repeat(32) as TipId, which: "station", place } as const;
    encodeAct({ ...me, previous: null, heads: [], number: 1, on: DAY, what });
  }
});

test("names, countries, positions and numbers are those of GeoNames", () => {
  const cities = new Map(allCities().map((city) => [city.cityId, city]));
  for (let row = 0; row < gazetteer.size; row += 97) {
    const { place, people } = gazetteer.city(row);
    const city = cities.get(place.geonames);
    expect(city?.name).toBe(place.name);
    expect(city?.country).toBe(place.country);
    expect(Math.abs((city?.loc.coordinates[1] ?? 0) - place.lat)).toBeLessThan(0.0006);
    expect(Math.abs((city?.loc.coordinates[0] ?? 0) - place.lon)).toBeLessThan(0.0006);
    expect(Math.abs((city?.population ?? 0) - people)).toBeLessThanOrEqual((city?.population ?? 0) * 0.05);
  }
  const countries = new Set(Array.from({ length: gazetteer.size }, (_, row) => gazetteer.countryOf(row)));
  for (const one of ["TW", "HK", "MO", "XK", "EH", "SG", "MT", "PS"]) expect([...countries]).toContain(one);
  expect(COUNTRIES.length - countries.size).toBeLessThan(45);
});

describe("other names", () => {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));

  test("are there for many cities, each line once, each name but once in a country", () => {
    expect(lines.length).toBeGreaterThan(250);
    const keys = lines.map((line) => line.split(":")[0]);
    expect(keys.filter((key, i) => keys.indexOf(key) !== i)).toEqual([]);
    const names = lines.flatMap((line) => {
      const [head = "", names = ""] = line.split(": ");
      return names.split(", ").map((name) => `${head.slice(0, 2)} ${foldName(name)}`);
    });
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
  });

  test("find their city, in traditional characters as well, as Taiwan and Hong Kong write them", () => {
    const aliases = readAliases(text, allCities());
    const scripts = (["t", "tw", "hk"] as const).map((to) => Converter({ from: "cn", to }));
    const missed = aliases.flatMap(({ city, names }) =>
      names
        .flatMap((name) => [name, ...scripts.map((script) => script(name))])
        .filter((name) => {
          const found = gazetteer.called(foldName(name)).map((row) => gazetteer.city(row).place.geonames);
          return !found.includes(city.cityId);
        }),
    );
    expect(missed).toEqual([]);
  });

  test("of a city that is not there stop the build", () => {
    expect(() => readAliases("DE Nirgendwo: 无处", allCities())).toThrow("DE Nirgendwo");
    expect(() => readAliases("Berlin: 柏林", allCities())).toThrow("Berlin: 柏林");
    expect(readAliases("# DE Nirgendwo: 无处\n\nDE Berlin: 柏林", allCities())).toHaveLength(1);
  });
});
