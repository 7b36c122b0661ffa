import type { EntityView } from "../../casebook/view.ts";
import type { Report } from "../../report/report.ts";
import type { Code } from "../../report/vocabulary/codes.ts";
import type { Location } from "../places/locations.ts";
import { whereaboutsOf } from "../places/locations.ts";
import { type Placed, spotsOf } from "../places/spots.ts";

/** A name under which a station was seen: one of the vocabulary's, or the source's own words. */
export interface NameUsed {
  readonly code: Code<"nameUsed"> | null;
  /** Empty if there is a code for it. */
  readonly words: string;
  /** How many tips say so. */
  readonly tips: number;
}

/** Under which names the station of these reports was seen, most often said first. */
export function namesUsedIn(reports: readonly Report[]): readonly NameUsed[] {
  const said = reports.flatMap(({ station }) => {
    if (!station?.nameUsed) return [];
    const words = station.nameUsedOther.trim();
    return words === "" ? { code: station.nameUsed, words } : { code: null, words };
  });
  const names = Map.groupBy(said, ({ code, words }) => code ?? words.toLowerCase());
  return [...names]
    .flatMap(([name, [first, ...more]]) => (first ? { name, used: { ...first, tips: more.length + 1 } } : []))
    .sort((a, b) => b.used.tips - a.used.tips || (a.name < b.name ? -1 : 1))
    .map(({ used }) => used);
}

/** Where an entity is: the place that was chosen for it, else the places of the tips behind it. */
export function locationsOf(view: Pick<EntityView, "place">, tips: readonly Placed[]): readonly Location[] {
  const chosen = view.place.flatMap(({ value }) => value ?? []);
  const spots = tips.flatMap((placed) => {
    const own = spotsOf(placed);
    if (chosen.length === 0) return own;
    const precision = own[0]?.precision ?? "vague";
    return chosen.map((place) => ({
      ...{ tip: placed.id, country: place.country, place, precision, waiting: false },
    }));
  });
  return whereaboutsOf(spots, []).locations;
}
