import { newEntityId } from "../../client/casebook/names.ts";
import type { What } from "../../client/casebook/what.ts";
import { keptReport } from "./casebook-of-desk.ts";
import { tipNamed } from "./casebooks.ts";
import type { Desk } from "./desk.ts";
import { mixedTips } from "./mixed-tips.ts";

const PLACES: Readonly<Record<string, readonly [geonames: number, name: string, lat: number, lon: number]>> =
  {
    DE: [2950159, "Berlin", 52.5244, 13.4105],
    NL: [2747891, "Rotterdam", 51.9225, 4.4792],
    CA: [6167865, "Toronto", 43.7064, -79.3986],
    US: [5128581, "New York City", 40.7143, -74.006],
    ES: [3117735, "Madrid", 40.4165, -3.7026],
    IT: [3169921, "Prato", 43.8843, 11.0909],
    HU: [3054643, "Budapest", 47.498, 19.0399],
    CZ: [3067696, "Prague", 50.088, 14.4208],
    GB: [2643743, "London", 51.5085, -0.1257],
  };

/** A casebook of a hundred tips that were looked at before, and of the stations that some of them tell of. */
export function keptBefore(at: Desk): What[] {
  return mixedTips(100, 3).flatMap(({ report }, i): What[] => {
    const tip = tipNamed(i);
    const place = report.station?.place ?? report.pressure?.place;
    const country = place?.country ?? null;
    const [geonames, name, lat, lon] = PLACES[country ?? ""] ?? [];
    const found =
      country && geonames && name && lat && lon ? { geonames, name, country, lat, lon } : undefined;
    const which = report.station ? "station" : "pressure";
    const entity = newEntityId();
    return [
      keptReport(at, i, report),
      ...(i % 3 ? [{ kind: "tlp", tip, tlp: i % 2 ? "amber" : "clear" } as const] : []),
      ...(i % 4 === 0 ? [{ kind: "verified", about: tip, verification: "likely" } as const] : []),
      ...(found && i % 5 ? [{ kind: "placed", about: tip, which, place: found } as const] : []),
      ...(report.station && i % 6 === 0
        ? ([
            {
              kind: "entity",
              entity,
              sort: "station",
              title: `${name ?? "Unknown"}, ${i}`,
              country,
              premises: report.station.premises,
              summary: "",
            },
            { kind: "supports", tip, entity },
            { kind: "verified", about: entity, verification: i % 4 ? "possible" : "confirmed" },
          ] as const)
        : []),
    ];
  });
}
