import { countryName } from "../../report/countries.ts";
import { type Language, wordsOf } from "../../report/vocabulary/languages.ts";
import type { Case } from "./case.ts";

/** More of what a tip tells of stands in the fields beside its title. */
const MOST_NAMED = 2;

type Matter = Pick<Case, "premises" | "pressure" | "station" | "incident">;

/**
 * What a tip is about and where, in words of ours and names of places; empty if it says neither. A station stands with
 * its own place and pressure with its own, never one with the other's.
 */
export function tipTitle({ premises, pressure, station, incident }: Matter, language: Language): string {
  const { labels } = wordsOf(language);
  const pressures: Readonly<Record<string, string>> = { ...labels.pressureFamily, ...labels.pressureDirect };
  const isStation = premises.length > 0 || station !== null;
  const what = isStation
    ? premises.filter((code) => code !== "unknown").map((code) => labels.premises[code])
    : pressure.map((code) => pressures[code] ?? code);
  const { country, city, chosen } = (isStation ? station : incident) ?? NOWHERE;
  return [
    what.slice(0, MOST_NAMED).join(", "),
    chosen?.name ?? city,
    country === "" ? "" : countryName(country, language),
  ]
    .filter((part) => part !== "")
    .join(" · ");
}

const NOWHERE = { country: "", city: "", chosen: null } as const;
