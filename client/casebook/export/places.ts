import { unhidden } from "../../report/harmless.ts";
import type { Place } from "../../report/place.ts";
import { agreed, type TipView } from "../view.ts";
import type { GazetteerPlace, TextField } from "../what.ts";
import type { CasePlace, Coarseness, ExportedPlace } from "./case.ts";

/**
 * Where reviewers say that a tip's station is, or that its pressure was. Null too where the city or region of either was
 * redacted as typed: both may be the same, and the chosen place would bring it back.
 */
export function chosenPlace(tip: TipView, which: "station" | "pressure"): GazetteerPlace | null {
  if (tip.redactions.some(({ value: { field } }) => NAMES_PLACE.has(field))) return null;
  return agreed(which === "station" ? tip.stationPlace : tip.pressurePlace, null) ?? null;
}

const NAMES_PLACE: ReadonlySet<TextField> = new Set([
  "station.place.region",
  "station.place.city",
  "pressure.place.region",
  "pressure.place.city",
]);

/** What was said of a place and what was chosen for it, as coarse as is asked; null if it is neither. */
export function exportedPlace(
  said: Place | null,
  chosen: GazetteerPlace | null,
  { exactPlaces }: Coarseness,
): CasePlace | null {
  if (said === null && chosen === null) return null;
  const { region = "", city = "", address = "" } = said ?? {};
  return {
    country: chosen?.country ?? said?.country ?? "",
    region: unhidden(region),
    city: unhidden(city),
    address: exactPlaces ? unhidden(address) : "",
    precision: said && (exactPlaces ? said.precision : coarsePrecision(said)),
    chosen: chosen && rounded(chosen, exactPlaces ? 2 : 1),
  };
}

/** Without the address. */
function coarsePrecision({ city, precision }: Place): Place["precision"] {
  const isFiner = precision === "exact" || precision === "vicinity" || precision === "locality";
  if (!isFiner) return precision;
  return city === "" ? "country" : "city";
}

function rounded({ geonames, name, country, lat, lon }: GazetteerPlace, digits: 1 | 2): ExportedPlace {
  const round = (degrees: number) => Number(degrees.toFixed(digits)) + 0;
  // Whoever has the gazetteer would find the finer position under its number.
  const number = digits === 2 ? geonames : null;
  return {
    geonames: number,
    name: unhidden(name),
    country,
    lat: round(lat),
    lon: round(lon),
    degrees: digits === 2 ? 0.01 : 0.1,
  };
}
