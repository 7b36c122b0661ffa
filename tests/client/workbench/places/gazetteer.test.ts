import { readFileSync } from "node:fs";
import { Converter } from "opencc-js";
import { describe, expect, test } from "vitest";
import { unpack } from "../../../../client/browser/unpack.ts";
import { encodeAct } from "../../../../client/casebook/acts.ts";
import { newDeviceId, type ReviewerKey, type TipId } from "../../../../client/casebook/names.ts";
import { COUNTRIES } from "../../../../client/report/countries.ts";
import { readAliases } from "../../../../client/workbench/build/gazetteer/aliases.ts";
import { allCities } from "../../../../client/workbench/build/gazetteer/cities.ts";
import { packed } from "../../../../client/workbench/build/packed.ts";
import { candidatesFor } from "../../../../client/workbench/places/candidates.ts";
import { foldName } from "../../../../client/workbench/places/fold-name.ts";
import { DAY, INSTANCE } from "../../../support/casebooks.ts";
import { gazetteer, packedGazetteer } from "../../../support/gazetteer.ts";

const ALIASES = new URL("../../../../client/workbench/build/gazetteer/aliases.txt", import.meta.url);
const text = readFileSync(ALIASES, "utf8");
const cities = new Map(allCities().map((one) => [one.cityId, one]));

test("what is packed is unpacked", async () => {
  const value = { text: "字 é", list: [1, -2, 0.5], nothing: null };
  expect(await unpack(packed(value))).toEqual(value);
  expect(packed(value)).toBe(packed(value));
  await expect(unpack("AAAA")).rejects.toThrow();
});

test("it is no larger than was meant", () => {
  expect(packedGazetteer.length).toBeLessThan(440 * 1024);
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
        .flatMap((name) => [...new Set([name, ...scripts.map((script) => script(name))])])
        .filter((name) => {
          const found = gazetteer.called(foldName(name)).map((row) => gazetteer.city(row).place.geonames);
          return !found.includes(city.cityId);
        }),
    );
    expect(missed).toEqual([]);
  });

  test.each([
    [
      "阿罕布拉",
      "US CA Alhambra",
      "the suburb of Los Angeles where Chinese live, though Arizona's has more people",
    ],
    ["Alhambra", "US AZ Alhambra", "its own name is that of both: most people first"],
    ["阿灵顿", "US VA Arlington", "beside Washington, though that of Texas has more people"],
    ["阿靈頓", "US VA Arlington", "the same in Traditional characters"],
    ["Arlington", "US TX Arlington", "its own name is that of all: most people first"],
    ["圣保罗", "BR 27 São Paulo", "what everybody writes of the city in Brazil"],
    ["聖保羅市", "BR 27 São Paulo", "with the word for a city it isn't Minnesota's either"],
    ["青田", "CN 02 Hecheng", "the county is known by its name, GeoNames has its seat"],
    ["青田县", "CN 02 Hecheng", "with the word for a county"],
    ["Qingtian", "CN 02 Hecheng", "in Latin letters"],
    ["麗水", "CN 02 Lishui", "the prefecture over Qingtian"],
    ["莆田", "CN 07 Putian", "where many families of Fujian are"],
    ["休士頓", "US TX Houston", "Taiwan's name"],
    ["伊斯坦堡", "TR 34 Istanbul", "Taiwan's name"],
    ["佛羅倫斯", "IT 16 Florence", "Taiwan's name"],
    ["布里斯本", "AU 04 Brisbane", "Taiwan's name"],
    ["伯斯", "AU 08 Perth", "Taiwan's name"],
    ["阿得雷德", "AU 05 Adelaide", "Taiwan's name"],
    ["拿坡里", "IT 04 Naples", "Taiwan's name"],
    ["雪菲爾", "GB ENG Sheffield", "Taiwan's name"],
    ["貝爾格勒", "RS SE Belgrade", "Taiwan's name"],
    ["約翰尼斯堡", "ZA 06 Johannesburg", "Taiwan's name"],
    ["巴塞隆拿", "ES 56 Barcelona", "Hong Kong's name"],
    ["紐卡素", "GB ENG Newcastle upon Tyne", "Hong Kong's name"],
    ["屋崙", "US CA Oakland", "what Chinese in California say"],
    ["點問頓", "CA 01 Edmonton", "what Chinese in Canada say"],
    ["苗必達", "US CA Milpitas", "a large community"],
    ["新北", "TW 03 Banqiao", "GeoNames has the seat of the city only"],
    ["桃園市", "TW 04 Taoyuan City", "the city, and not the place of that name without people"],
    ["池袋", "JP 40 Tokyo", "a quarter that GeoNames hasn't"],
  ])("%s is first of all %s: %s", (city, expected) => {
    const [first] = candidatesFor({ country: null, region: "", city, address: "" }, gazetteer);
    const { country, adminCode, name } = cities.get(first?.place.geonames ?? 0) ?? {};
    expect(`${country} ${adminCode} ${name}`).toBe(expected);
  });

  test("of a city that is not there stop the build", () => {
    const some = allCities().filter(({ name }) => name === "Alhambra" || name === "Berlin");
    expect(() => readAliases("US-NY Alhambra: 阿罕布拉", some)).toThrow("US-NY Alhambra");
    expect(() => readAliases("DE Nirgendwo: 无处", some)).toThrow("DE Nirgendwo");
    expect(() => readAliases("Berlin: 柏林", some)).toThrow("Berlin: 柏林");
    expect(
      readAliases("# DE Nirgendwo: 无处\n\nDE Berlin: 柏林\nUS-CA Alhambra: 阿罕布拉", some),
    ).toHaveLength(2);
  });
});
