import type { WhatOf } from "../../../casebook/what.ts";
import { countryName } from "../../../report/countries.ts";
import { harmless, harmlessLine } from "../../../report/harmless.ts";
import { wordsOf } from "../../../report/vocabulary/languages.ts";
import type { App } from "../../app.ts";
import type { Row } from "../../queue/row.ts";
import { entityOf, supportersOf } from "../../stations/entity.ts";
import { locationsOf, type NameUsed, namesUsedIn } from "../../stations/told.ts";
import { binsOf, yearsOf } from "../../times/bins.ts";
import { toldSpans } from "../../times/spans.ts";
import { MapView } from "../places/map.tsx";
import { placeWords } from "../places/place-words.ts";
import { TimeRows } from "../places/time-rows.tsx";
import type { AppProps, EntityProps, View } from "../view.ts";

/** What is known of a station or an incident, to be read: what it is, its names, where, and when. */
export function EntitySummary({ app, view }: EntityProps): View {
  const { stations: words, places } = app.strings;
  const is = entityOf(view);
  const rows = supportersOf(view).flatMap((tip) => app.queue.rowOf(tip) ?? []);
  const { views } = app.casebook;
  const placed = rows.map(({ tip: { id, contents } }) => ({ id, contents, view: views.get(id) }));
  const locations = locationsOf(view, placed);
  const chosen = view.place.flatMap(({ value }) => value ?? []);
  const reports = rows.flatMap(({ tip: { contents } }) =>
    contents.kind === "report" ? contents.tip.report : [],
  );
  const names = namesUsedIn(reports).map((name) => nameWords(name, app));
  return (
    <section id="entity-summary" class="entity-summary">
      {is && is.summary !== "" ? (
        <div class="said quoted" dir="auto">
          {harmless(is.summary)}
        </div>
      ) : null}
      <dl>
        {is ? whatItIs(is, app) : null}
        {fact(places.choosing.heading.other, chosen.map((place) => placeWords(place, app)).join(" / "))}
        {fact(words.names, names.join(" · "))}
      </dl>
      {locations.length > 0 ? <h2>{places.heading}</h2> : null}
      {locations.length > 0 ? <MapView app={app} locations={locations} isOwn /> : null}
      <Times app={app} rows={rows} />
    </section>
  );
}

function whatItIs({ country, premises }: WhatOf<"entity">, { strings }: App): readonly (readonly View[])[] {
  const { stations: words, language } = strings;
  const { labels } = wordsOf(language);
  return [
    fact(words.country, country ? countryName(country, language) : ""),
    fact(words.premises, premises.map((code) => labels.premises[code]).join(" · ")),
  ];
}

/** Nothing, if there is nothing to say. */
function fact(name: string, said: string): readonly View[] {
  return said === ""
    ? []
    : [
        <dt key={name}>{name}</dt>,
        <dd key={`${name}:`} dir="auto">
          {said}
        </dd>,
      ];
}

function nameWords({ code, words, tips }: NameUsed, { strings }: App): string {
  const { labels } = wordsOf(strings.language);
  const name = code ? labels.nameUsed[code] : harmlessLine(words);
  return tips === 1 ? name : `${name} (${tips})`;
}

/** When its tips say that it was, one line each. */
function Times({ app, rows }: AppProps & { readonly rows: readonly Row[] }): View | null {
  const spans = rows.flatMap(({ tip }) => toldSpans(tip));
  const years = yearsOf(spans);
  if (!years) return null;
  const bins = binsOf(spans, "year", years);
  return (
    <div>
      <h2>{app.strings.places.time.heading}</h2>
      <TimeRows app={app} shown={{ unit: "year", years, bins, spans }} />
    </div>
  );
}
