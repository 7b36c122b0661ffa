import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Country } from "../../../../client/report/countries.ts";
import { candidatesFor, lookUp, type Typed, WAYS } from "../../../../client/workbench/places/candidates.ts";
import { countryCalled } from "../../../../client/workbench/places/country-names.ts";
import { foldName } from "../../../../client/workbench/places/fold-name.ts";
import { countryIn } from "../../../../client/workbench/places/readings.ts";
import { gazetteer } from "../../../support/gazetteer.ts";

const typed = (city: string, country: string | null = null): Typed => ({
  country: country as Country | null,
  region: "",
  city,
  address: "",
});
const named = (city: string, country: string | null = null) =>
  candidatesFor(typed(city, country), gazetteer).map(({ place }) => `${place.name} ${place.country}`);

/** What people write, in which country if they said, and what comes first. */
const SPELLINGS: readonly (readonly [city: string, country: string | null, first: string])[] = [
  ["Berlin", null, "Berlin DE"],
  ["BERLIN", null, "Berlin DE"],
  ["柏林", null, "Berlin DE"],
  ["柏林市", null, "Berlin DE"],
  ["德国柏林", null, "Berlin DE"],
  ["德國 柏林", null, "Berlin DE"],
  ["Berlin, Germany", null, "Berlin DE"],
  ["Berlin Allemagne", null, "Berlin DE"],
  ["Ｂｅｒｌｉｎ", null, "Berlin DE"],
  ["München", null, "Munich DE"],
  ["Muenchen", null, "Munich DE"],
  ["munchen", null, "Munich DE"],
  ["Munich", null, "Munich DE"],
  ["慕尼黑", null, "Munich DE"],
  ["Köln", null, "Köln DE"],
  ["Cologne", "DE", "Köln DE"],
  ["Düsseldorf", null, "Düsseldorf DE"],
  ["Duesseldorf", null, "Düsseldorf DE"],
  ["Frankfurt", "DE", "Frankfurt am Main DE"],
  ["法蘭克福", null, "Frankfurt am Main DE"],
  ["Wien", null, "Vienna AT"],
  ["維也納", null, "Vienna AT"],
  ["Praha", null, "Prague CZ"],
  ["布拉格", null, "Prague CZ"],
  ["布达佩斯", null, "Budapest HU"],
  ["布達佩斯", null, "Budapest HU"],
  ["Warszawa", null, "Warsaw PL"],
  ["Lodz", "PL", "Łódź PL"],
  ["Malmo", null, "Malmö SE"],
  ["Kobenhavn", null, "Copenhagen DK"],
  ["Zuerich", null, "Zürich CH"],
  ["Genf", null, "Genève CH"],
  ["St. Gallen", null, "Sankt Gallen CH"],
  ["Den Haag", null, "The Hague NL"],
  ["鹿特丹", null, "Rotterdam NL"],
  ["Lisboa", null, "Lisbon PT"],
  ["Firenze", null, "Florence IT"],
  ["Prato", "IT", "Prato IT"],
  ["Paris", null, "Paris FR"],
  ["巴黎", null, "Paris FR"],
  ["New York", null, "New York City US"],
  ["纽约", null, "New York City US"],
  ["紐約", null, "New York City US"],
  ["法拉盛", null, "Queens US"],
  ["Flushing", null, "Queens US"],
  ["纽约法拉盛缅街", null, "New York City US"],
  ["Flushing, Queens (New York)", null, "New York City US"],
  ["三藩市", null, "San Francisco US"],
  ["舊金山", null, "San Francisco US"],
  ["温哥华", null, "Vancouver CA"],
  ["溫哥華", null, "Vancouver CA"],
  ["多伦多", null, "Toronto CA"],
  ["多倫多", "CA", "Toronto CA"],
  ["列治文", null, "Richmond CA"],
  ["Montreal", null, "Montréal CA"],
  ["奥克兰", "NZ", "Auckland NZ"],
  ["奥克兰", "US", "Oakland US"],
  ["雪梨", null, "Sydney AU"],
  ["圣地亚哥", "CL", "Santiago CL"],
  ["聖地牙哥", "US", "San Diego US"],
  ["東京", null, "Tokyo JP"],
  ["臺北市", null, "Taipei TW"],
  ["台北", null, "Taipei TW"],
  ["서울", null, "Seoul KR"],
  ["Київ", null, "Kyiv UA"],
  ["ئۈرۈمچى", null, "Ürümqi CN"],
  ["烏魯木齊", null, "Ürümqi CN"],
  ["ལྷ་ས", null, "Lhasa CN"],
  ["İstanbul", null, "Istanbul TR"],
  ["Saigon", null, "Ho Chi Minh City VN"],
  ["Washington D.C.", null, "Washington, D.C. US"],
];

test.each(SPELLINGS)("%s (%s) is first of all %s", (city, country, first) => {
  expect(named(city, country)[0]).toBe(first);
});

describe("the same city", () => {
  test("in Chinese, in English and in its own language gives the same list", () => {
    for (const same of [
      ["München", "Munich", "慕尼黑", "Muenchen"],
      ["Praha", "Prague", "布拉格"],
      ["温哥华", "溫哥華", "温哥華"],
    ]) {
      const lists = same.map((city) => named(city).filter((name) => name === named(same[0] ?? "")[0]));
      expect(new Set(lists.map((list) => JSON.stringify(list))).size).toBe(1);
    }
  });

  test("however its name is written, gives the same list", () => {
    fc.assert(
      fc.property(fc.nat(gazetteer.size - 1), (row) => {
        sameHoweverWritten(gazetteer.city(row).place.name);
      }),
      { numRuns: 150 },
    );
  });

  test("with or without the brackets, slashes and commas in its name, gives the same list", () => {
    const names = Array.from({ length: gazetteer.size }, (_, row) => gazetteer.city(row).place.name);
    const parted = names.filter((name) => /[()/,]| - /.test(name));
    expect(parted).toContain("Zürich (Kreis 10) / Höngg");
    for (const name of parted) {
      sameHoweverWritten(name);
      expect(named(name.replace(/[()/,]/g, " "))).toEqual(named(name));
      expect(named(name.replace(/[()/,]/g, " $& "))).toEqual(named(name));
    }
  });

  function sameHoweverWritten(name: string): void {
    const plain = named(name);
    expect(plain.length).toBeGreaterThan(0);
    for (const other of [name.toUpperCase(), name.normalize("NFD"), foldName(name), `  ${name}. `])
      expect(named(other)).toEqual(plain);
  }
});

describe("the order", () => {
  test("the country that was named comes first, then how it was found, then people", () => {
    fc.assert(
      fc.property(
        fc.nat(gazetteer.size - 1),
        fc.constantFrom("US", "DE", "CA", null),
        fc.integer({ min: 1, max: 20 }),
        (row, country, most) => {
          const found = candidatesFor(typed(gazetteer.city(row).place.name, country), gazetteer, most);
          expect(found.length).toBeLessThanOrEqual(most);
          for (const [i, one] of found.entries()) {
            const next = found[i + 1];
            if (!next) continue;
            const away = (place: { country: string }) => (country && place.country !== country ? 1 : 0);
            const order = [
              away(one.place) - away(next.place),
              WAYS.indexOf(one.way) - WAYS.indexOf(next.way),
              next.people - one.people,
            ];
            expect(order.find((difference) => difference !== 0) ?? 0).toBeLessThanOrEqual(0);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test("places of one name are told apart by region, people and the next large city", () => {
    const found = candidatesFor(typed("Springfield", "US"), gazetteer);
    expect(found.length).toBeGreaterThan(3);
    expect(new Set(found.map(({ region }) => region)).size).toBeGreaterThan(3);
    expect(found.find(({ region }) => region === "MA")?.near?.name).toBe("Boston");
  });

  test("a part of a name that was found is no place of its own", () => {
    expect(named("Main Street, New York")).not.toContain("York GB");
    expect(named("東京都")).toEqual(["Tokyo JP"]);
  });

  test("what stands beside the city comes last, and helps where no city was typed", () => {
    const found = candidatesFor({ ...typed("Berlin"), address: "Prague 1" }, gazetteer);
    expect(found.map(({ place }) => place.name).slice(0, 2)).toEqual(["Berlin", "Prague"]);
    const alone = candidatesFor({ ...typed(""), address: "法拉盛缅街 40 号" }, gazetteer);
    expect(alone.map(({ place }) => place.name)).toEqual(["Queens"]);
  });
});

test("whatever is typed, an answer comes, and soon", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), fc.string({ unit: "grapheme" }), (city, region) => {
      for (const candidate of candidatesFor({ ...typed(city), region }, gazetteer)) {
        expect(candidate.place.geonames).toBeGreaterThan(0);
      }
      expect(lookUp(city, null, gazetteer).length).toBeLessThanOrEqual(8);
    }),
  );
  const long = "New York ".repeat(20_000);
  expect(named(long)[0]).toBe("New York City US");
  expect(named("")).toEqual([]);
  expect(named("?!")).toEqual([]);
});

test("by hand, a place is found by any word's beginning, and a country gives its cities", () => {
  const found = (query: string, country: string | null = null) =>
    lookUp(query, country as Country | null, gazetteer).map(({ place }) => place.name);
  expect(found("berl")[0]).toBe("Berlin");
  expect(found("heag")).toEqual([]);
  expect(found("hague")).toContain("The Hague");
  expect(found("德国").slice(0, 3)).toEqual(["Berlin", "Hamburg", "Munich"]);
  expect(found("柏")[0]).toBe("Berlin");
  expect(found("York", "US")[0]).toBe("York");
  expect(found("")).toEqual([]);
});

test("countries are known by their names in many languages, and not by their codes", () => {
  for (const [name, country] of [
    ["德国", "DE"],
    ["德國", "DE"],
    ["Allemagne", "DE"],
    ["Deutschland", "DE"],
    ["Türkiye", "TR"],
    ["台湾", "TW"],
    ["臺灣", "TW"],
    ["香港", "HK"],
    ["日本", "JP"],
    ["Россия", "RU"],
  ] as const) {
    expect(countryCalled(foldName(name))).toBe(country);
  }
  expect(countryCalled("de")).toBeUndefined();
  expect(countryCalled("")).toBeUndefined();
  expect(countryIn("Rio de Janeiro")).toBeUndefined();
  expect(countryIn("加拿大温哥华")).toBe("CA");
  expect(countryIn("Vancouver, Canada")).toBe("CA");
});

test("folding changes nothing the second time, and keeps lines", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      const folded = foldName(text.replaceAll("\n", " "));
      expect(foldName(folded)).toBe(folded);
    }),
  );
  expect(foldName("St. Gallen\nŁódź\n'S-Hertogenbosch")).toBe("saint gallen\nlodz\ns hertogenbosch");
});
