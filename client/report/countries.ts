import type { Branded } from "../../crypto/bytes.ts";
import { type Field, malformed, scalar } from "../../crypto/documents/canonical.ts";

/** A country or territory: an alpha-2 code of ISO 3166-1, or XK (Kosovo, user-assigned). */
export type Country = Branded<string, "Country">;

/** All of ISO 3166-1 (249) and XK. Codes only: names come from the Unicode CLDR, never from a list of ours. */
export const COUNTRIES = (
  "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ " +
  "CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
  "GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP " +
  "KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT " +
  "MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW " +
  "SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ " +
  "UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW"
).split(" ") as readonly string[] as readonly Country[];

const KNOWN: ReadonlySet<unknown> = new Set(COUNTRIES);

export function isCountry(value: unknown): value is Country {
  return KNOWN.has(value);
}

export interface CountryChoice {
  readonly country: Country;
  readonly name: string;
}

/** Where CLDR's short name is an abbreviation, which nobody looks for in a list. */
const ABBREVIATED = new Set(["GB", "US"]);

/**
 * CLDR's name in a language. The short one, where there are two: it is the name people use, without a statement
 * of whose the place is (香港, not 中国香港特别行政区).
 */
export function countryName(country: Country, language: string): string {
  return naming(language)(country);
}

/** All countries and territories, sorted as a reader of the language looks for them. */
export function countryChoices(language: string): readonly CountryChoice[] {
  const nameOf = naming(language);
  const collator = new Intl.Collator(language);
  return COUNTRIES.map((country) => ({ country, name: nameOf(country) })).sort((a, b) =>
    collator.compare(a.name, b.name),
  );
}

const namings = new Map<string, (country: Country) => string>();

/** Made once for a language: making a table of names takes long, and lists ask for many. */
function naming(language: string): (country: Country) => string {
  const known = namings.get(language);
  if (known) return known;
  const names = (style: "long" | "short") =>
    new Intl.DisplayNames([language], { type: "region", style, fallback: "code" });
  const [long, short] = [names("long"), names("short")];
  const nameOf = (country: Country) => (ABBREVIATED.has(country) ? long : short).of(country) ?? country;
  namings.set(language, nameOf);
  return nameOf;
}

/** A country in a document. */
export const country: Field<Country> = /* @__PURE__ */ scalar((value, name) => {
  if (isCountry(value)) return value;
  throw malformed(name);
});
