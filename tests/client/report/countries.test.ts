import { describe, expect, test } from "vitest";
import { COUNTRIES, countryChoices, countryName, isCountry } from "../../../client/report/countries.ts";
import { LANGUAGES } from "../../../client/report/vocabulary/languages.ts";
import { country } from "./rich-report.ts";

test("the codes: ISO 3166-1 as it is, and Kosovo", () => {
  expect(COUNTRIES).toHaveLength(249 + 1);
  expect(COUNTRIES).toEqual([...new Set(COUNTRIES)].sort());
  for (const code of COUNTRIES) expect(code).toMatch(/^[A-Z]{2}$/);
  for (const code of ["TW", "HK", "MO", "CN", "XK", "PS", "EH"]) expect(isCountry(code)).toBe(true);
  for (const code of ["ZZ", "EU", "UN", "SU", "tw", "T", "", null, 0, "constructor"]) {
    expect(isCountry(code)).toBe(false);
  }
});

describe.each(LANGUAGES)("names in %s", (language) => {
  const choices = countryChoices(language);

  test("every code has a name of its own", () => {
    expect(new Set(choices.map((choice) => choice.country))).toEqual(new Set(COUNTRIES));
    expect(new Set(choices.map(({ name }) => name)).size).toBe(COUNTRIES.length);
    for (const choice of choices) {
      expect(choice.name).not.toBe(choice.country);
      expect(choice.name).toBe(countryName(choice.country, language));
    }
  });

  test("no name but China's own says whose a place is", () => {
    const claims = choices.filter(({ name }) => /China|中国|中國|SAR|特别行政区|特別行政區|省$/u.test(name));
    expect(claims.map((choice) => choice.country)).toEqual(["CN"]);
  });

  test("are sorted as the language sorts", () => {
    const { compare } = new Intl.Collator(language);
    const names = choices.map(({ name }) => name);
    expect(names).toEqual([...names].sort(compare));
  });
});

test("names that are looked at first", () => {
  const names = (code: string) => LANGUAGES.map((language) => countryName(country(code), language));
  expect(names("TW")).toEqual(["Taiwan", "台湾", "台灣"]);
  expect(names("HK")).toEqual(["Hong Kong", "香港", "香港"]);
  expect(names("MO")).toEqual(["Macao", "澳门", "澳門"]);
  expect(names("PS")).toEqual(["Palestine", "巴勒斯坦", "巴勒斯坦"]);
  expect(names("XK")).toEqual(["Kosovo", "科索沃", "科索沃"]);
  expect(names("US")).toEqual(["United States", "美国", "美國"]);
  expect(names("GB")).toEqual(["United Kingdom", "英国", "英國"]);
});

test("Simplified Chinese is sorted by sound, Traditional by strokes", () => {
  const first = (language: string) => countryChoices(language)[0]?.name;
  expect(first("zh-Hans")).toMatch(/^阿/u);
  expect(first("zh-Hant")).not.toMatch(/^阿/u);
});
