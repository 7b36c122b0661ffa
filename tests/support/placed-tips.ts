import { newEntityId } from "../../client/casebook/names.ts";
import type { GazetteerPlace, What } from "../../client/casebook/what.ts";
import type { Country } from "../../client/report/countries.ts";
import type { Report } from "../../client/report/report.ts";
import { keptReport, tipNamed } from "./casebooks.ts";
import { mixedTips } from "./mixed-tips.ts";
import { Seeded } from "./seeded.ts";

/** Cities where made-up tips are, as GeoNames has them; the first are the most frequent. */
export const CITIES: readonly GazetteerPlace[] = [
  city(2950159, "Berlin", "DE", 52.524, 13.411),
  city(2988507, "Paris", "FR", 48.853, 2.349),
  city(5128581, "New York City", "US", 40.714, -74.006),
  city(6173331, "Vancouver", "CA", 49.25, -123.119),
  city(6167865, "Toronto", "CA", 43.7, -79.416),
  city(3067696, "Prague", "CZ", 50.088, 14.421),
  city(2643743, "London", "GB", 51.509, -0.126),
  city(745044, "Istanbul", "TR", 41.014, 28.95),
  city(1850147, "Tokyo", "JP", 35.69, 139.692),
  city(2147714, "Sydney", "AU", -33.868, 151.207),
  city(993800, "Johannesburg", "ZA", -26.202, 28.044),
  city(3871336, "Santiago", "CL", -33.457, -70.648),
  city(2747891, "Rotterdam", "NL", 51.922, 4.479),
  city(3169070, "Rome", "IT", 41.892, 12.511),
  city(3117735, "Madrid", "ES", 40.416, -3.703),
];

export interface PlacedTip {
  readonly report: Report;
  /** What a reviewer chose; null if nobody did. */
  readonly place: GazetteerPlace | null;
}

/** Made-up tips, the same for a seed: some placed by a reviewer, some of which only the country is known. */
export function placedTips(count: number, seed: number): readonly PlacedTip[] {
  const chance = new Seeded(seed);
  return mixedTips(count, seed).map(({ report: told }) => {
    const report = told.station ? { ...told, pressure: null } : told;
    const typed = (report.station ?? report.pressure)?.place?.country;
    const near = CITIES.filter(({ country }) => country === typed);
    return { report, place: near.length > 0 && chance.below(10) < 7 ? chance.pick(near) : null };
  });
}

/** All of these are kept, and placed where they are. */
export function placedActs(
  tips: readonly PlacedTip[],
  instance?: Parameters<typeof keptReport>[2],
): readonly What[] {
  return tips.flatMap(({ report, place }, i): What[] => {
    const which = report.station ? "station" : "pressure";
    const kept = keptReport(i, report, instance);
    return place ? [kept, { kind: "placed", about: kept.tip, which, place }] : [kept];
  });
}

/** What was made of such tips: marks, judgements, and the stations that some of them tell of. */
export function judgedActs(tips: readonly PlacedTip[]): readonly What[] {
  return tips.flatMap(({ report: { station }, place }, i): What[] => {
    const [tip, entity] = [tipNamed(i), newEntityId()];
    const acts: What[] = [];
    if (i % 3) acts.push({ kind: "tlp", tip, tlp: i % 2 ? "amber" : "clear" });
    if (i % 4 === 0) acts.push({ kind: "verified", about: tip, verification: "likely" });
    if (!station || i % 6) return acts;
    const title = `${place?.name ?? "Unknown"}, ${i}`;
    const about = { country: station.place?.country ?? null, premises: station.premises, summary: "" };
    acts.push({ kind: "entity", entity, sort: "station", title, ...about });
    acts.push({ kind: "supports", tip, entity });
    return [...acts, { kind: "verified", about: entity, verification: i % 4 ? "possible" : "confirmed" }];
  });
}

function city(geonames: number, name: string, country: string, lat: number, lon: number): GazetteerPlace {
  return { geonames, name, country: country as Country, lat, lon };
}
