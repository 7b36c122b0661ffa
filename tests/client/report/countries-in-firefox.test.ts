import { join } from "node:path";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { COUNTRIES, type CountryChoice, countryName } from "../../../client/report/countries.ts";
import { LANGUAGES } from "../../../client/report/vocabulary/languages.ts";
import { launchFirefox } from "../../support/firefox.ts";
import { ROOT } from "../../support/imports.ts";

/** Names that a reader would take for a statement; the rest may differ from one edition of CLDR to the next. */
const LOOKED_AT_FIRST = ["TW", "HK", "MO", "CN", "PS", "XK", "EH"];

test("Firefox, resisting fingerprinting, names every country in every language, and no place as another’s", async () => {
  const { outputFiles } = await build({
    entryPoints: [join(ROOT, "client/report/countries.ts")],
    bundle: true,
    format: "iife",
    globalName: "countries",
    write: false,
    tsconfigRaw: "{}",
  });
  await using firefox = await launchFirefox({ "privacy.resistFingerprinting": true });
  const ask = `${outputFiles[0]?.text}; JSON.stringify(${JSON.stringify(LANGUAGES)}.map(countries.countryChoices))`;
  const inFirefox: CountryChoice[][] = JSON.parse(String(await firefox.page.evaluate(ask)));
  for (const [i, language] of LANGUAGES.entries()) {
    const choices = inFirefox[i] ?? [];
    expect(choices.map(({ country }) => country).sort()).toEqual(COUNTRIES);
    expect(choices.filter(({ country, name }) => country === name)).toEqual([]);
    const claims = choices.filter(({ name }) => /China|中国|中國|SAR|特别行政区|特別行政區|省$/u.test(name));
    expect(claims.map(({ country }) => country)).toEqual(["CN"]);
    for (const { country, name } of choices) {
      if (LOOKED_AT_FIRST.includes(country)) expect(name).toBe(countryName(country, language));
    }
  }
});
