import type { Country } from "../../client/report/countries.ts";
import { dateOf, type ReportDate } from "../../client/report/date.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION, type Report } from "../../client/report/report.ts";
import { type Code, codesOf } from "../../client/report/vocabulary/codes.ts";
import { Seeded } from "./seeded.ts";
import { syntheticTips } from "./synthetic-tips.ts";

/** Places as sources in different languages type them, of thirteen countries. */
const TYPED =
  `DE|Berlin|柏林|München|Frankfurt am Main,NL|Rotterdam|鹿特丹|Amsterdam|阿姆斯特丹,CA|Toronto|多倫多|Vancouver|温哥华,
US|New York|紐約|纽约,ES|Madrid|马德里|Barcelona,IT|Prato|普拉托|Milano|米兰,HU|Budapest|布达佩斯,CZ|Praha|布拉格|Prague,
GB|London|伦敦|倫敦,JP|Tokyo|東京,AU|Sydney|悉尼,FR|Paris|巴黎,PT|Lisboa|里斯本`
    .split(/,\n?/)
    .map((line) => line.split("|"));

const CONSENTS =
  "internal|statistics|statistics publish_anon|partners|statistics publish_anon partners|partners authorities"
    .split("|")
    .map((codes) => codes.split(" ") as Code<"consent">[]);

const LANGUAGES = ["en", "zh-Hans", "zh-Hant"] as const;

export interface MixedTip {
  readonly language: string;
  readonly report: Report;
  /** The UTC day on which it came. */
  readonly day: string;
}

/** Made-up tips of every kind, always the same: about stations, about pressure or both, from thirteen countries. */
export function mixedTips(count: number, seed = 200): readonly MixedTip[] {
  const chance = new Seeded(seed);
  const { tips } = syntheticTips(count, 0, 0, seed);
  return tips.map(({ text }, i) => {
    const [about, language] = [i % 3, LANGUAGES[i % LANGUAGES.length] ?? "en"];
    return {
      language,
      day: `2026-11-${String(1 + (i % 20)).padStart(2, "0")}`,
      report: {
        ...EMPTY_REPORT,
        station: about === 1 ? null : stationOf(chance),
        pressure: about === 0 ? null : pressureOf(chance),
        relationship: chance.pick(codesOf("relationship")),
        certainty: chance.pick(codesOf("certainty")),
        need: i % 40 === 7 ? "danger_soon" : i % 60 === 11 ? "danger_now" : "none",
        consent: CONSENTS[i % CONSENTS.length] ?? ["internal"],
        narrative: text,
      },
    };
  });
}

function stationOf(chance: Seeded): Report["station"] {
  return {
    ...EMPTY_STATION,
    premises: [chance.pick(codesOf("premises").filter((code) => code !== "other"))],
    nameUsed: chance.pick(codesOf("nameUsed").filter((code) => code !== "other")),
    linkedBureau: [chance.pick(codesOf("linkedBureau").filter((code) => code !== "other"))],
    place: placeOf(chance),
    since: someDate(chance),
  };
}

function pressureOf(chance: Seeded): Report["pressure"] {
  return {
    ...EMPTY_PRESSURE,
    family: [chance.pick(codesOf("pressureFamily"))],
    direct: [chance.pick(codesOf("pressureDirect").filter((code) => code !== "other"))],
    place: placeOf(chance),
    when: someDate(chance),
  };
}

function placeOf(chance: Seeded) {
  // The first ones more often than the last, so that some cells of a table are large and some are small.
  const [country = "DE", ...cities] =
    TYPED[Math.min(chance.below(TYPED.length), chance.below(TYPED.length))] ?? [];
  const precision = chance.pick(["exact", "city", "city", "country", "unknown"] as const);
  return {
    country: country as Country,
    region: "",
    city: precision === "country" ? "" : chance.pick(cities),
    address: precision === "exact" ? `Street ${1 + chance.below(90)}` : "",
    precision,
  };
}

function someDate(chance: Seeded): ReportDate | null {
  const precision = chance.pick(codesOf("datePrecision"));
  const said = { year: 2018 + chance.below(8), month: 1 + chance.below(12), day: 1 + chance.below(28) };
  return dateOf({ precision, ...said }) ?? null;
}
