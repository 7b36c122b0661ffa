import { COUNTRIES, type Country } from "../../report/countries.ts";
import { foldName } from "./fold-name.ts";

/** The languages in which people may write a country's name: ours, and those of the places where they live. */
const LANGUAGES = "en zh-Hans zh-Hant bo ug mn ja ko th vi ar fa tr ru de fr es it pt nl sv pl cs hu".split(
  " ",
);

let known: ReadonlyMap<string, Country> | undefined;

/** The country that is called so in any of them, folded as `foldName` does it. Names are CLDR's. */
export function countryCalled(folded: string): Country | undefined {
  known ??= allNames();
  return known.get(folded);
}

/** Chinese names of countries that stand at the beginning of a text without spaces: 德国柏林. */
export function countryInHan(folded: string): Country | undefined {
  if (!/^\p{Script=Han}{3,}/u.test(folded)) return undefined;
  for (let length = Math.min(8, folded.length - 1); length >= 2; length--) {
    const country = countryCalled(folded.slice(0, length));
    if (country) return country;
  }
  return undefined;
}

/** The short names for all languages, and in ours, the first three, the long ones as well. */
function allNames(): ReadonlyMap<string, Country> {
  const tables = LANGUAGES.flatMap((language, i) => [
    inLanguage(language, "short"),
    ...(i < 3 ? [inLanguage(language, "long")] : []),
  ]);
  const names = new Map<string, Country>();
  for (const [i, name] of foldName(tables.flat().join("\n")).split("\n").entries()) {
    const country = COUNTRIES[i % COUNTRIES.length];
    if (country && name !== "" && !names.has(name)) names.set(name, country);
  }
  return names;
}

function inLanguage(language: string, style: "long" | "short"): string[] {
  const names = new Intl.DisplayNames([language], { type: "region", style, fallback: "none" });
  return COUNTRIES.map((country) => names.of(country) ?? "");
}
