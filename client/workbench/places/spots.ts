import type { TipId } from "../../casebook/names.ts";
import type { TipView } from "../../casebook/view.ts";
import type { GazetteerPlace } from "../../casebook/what.ts";
import type { TipContents } from "../../opening/opened-tip.ts";
import type { Country } from "../../report/countries.ts";
import type { Place } from "../../report/place.ts";

/** How exactly it is known where something is: within the city that was chosen, that city, or hardly. */
export const PRECISIONS = ["finer", "city", "vague"] as const;

export type Precision = (typeof PRECISIONS)[number];

/** Where a tip says that something is. */
export interface Spot {
  readonly tip: TipId;
  readonly country: Country | null;
  /** What a person chose from the gazetteer. */
  readonly place: GazetteerPlace | null;
  readonly precision: Precision;
  /** Whether the source named something to look up, and nobody has chosen a place yet. */
  readonly waiting: boolean;
}

/** What is known of a tip's places: its contents, and what reviewers said of it. */
export interface Placed {
  readonly id: TipId;
  readonly contents: TipContents;
  readonly view: TipView | undefined;
}

/** The places of a tip: of its station, of its pressure, or of a text without a form. Values that differ all stand. */
export function spotsOf({ id, contents, view }: Placed): readonly Spot[] {
  const report = contents.kind === "report" ? contents.tip.report : undefined;
  const spots = [
    ...spotsOfPlace(id, report?.station?.place ?? null, view?.stationPlace ?? []),
    ...spotsOfPlace(id, report?.pressure?.place ?? null, view?.pressurePlace ?? []),
  ];
  const keys = spots.map(({ country, place }) => place?.geonames ?? country);
  return spots.filter((_, i) => keys.indexOf(keys[i] ?? null) === i);
}

function spotsOfPlace(tip: TipId, typed: Place | null, said: TipView["stationPlace"]): Spot[] {
  const chosen = said.flatMap(({ value }) => value ?? []);
  const precision = precisionOf(typed);
  if (chosen.length > 0) {
    return chosen.map((place) => ({ tip, country: place.country, place, precision, waiting: false }));
  }
  if (!typed) return [];
  const waiting = typed.city + typed.region + typed.address !== "";
  return [{ tip, country: typed.country, place: null, precision, waiting }];
}

function precisionOf(typed: Place | null): Precision {
  if (typed === null || typed.precision === "country" || typed.precision === "unknown") return "vague";
  return typed.precision === "city" ? "city" : "finer";
}
