import type { GazetteerPlace } from "../../../casebook/what.ts";
import { countryName } from "../../../report/countries.ts";
import type { App } from "../../app.ts";
import type { Cluster } from "../../places/clusters.ts";
import type { Location } from "../../places/locations.ts";

/** "Berlin, Germany", in the language that is spoken. */
export function placeWords({ name, country }: Pick<GazetteerPlace, "name" | "country">, app: App): string {
  const { places: words, language } = app.strings;
  return words.inCountry(name, countryName(country, language));
}

export function locationWords({ place, country }: Location, app: App): string {
  const { places: words, language } = app.strings;
  return place ? placeWords(place, app) : words.countryOnly(countryName(country, language));
}

/** What a mark is, and what the queue is said to show when it was chosen. */
export function clusterWords({ locations, tips }: Cluster, app: App): { label: string; said: string } {
  const { places: words } = app.strings;
  const [first] = locations;
  const name = first ? locationWords(first, app) : "";
  if (locations.length === 1) return { label: words.mark(name, tips.length), said: words.about(name) };
  return {
    label: words.marks(locations.length, name, tips.length),
    said: words.aboutMany(locations.length, name),
  };
}
