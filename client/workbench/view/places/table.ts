import { h, type TargetedToggleEvent } from "preact";
import { useState } from "preact/hooks";
import { countryName } from "../../../report/countries.ts";
import type { App } from "../../app.ts";
import type { CountryLines, Location, Whereabouts } from "../../places/locations.ts";
import { PRECISIONS } from "../../places/spots.ts";
import type { AppProps, View } from "../view.ts";
import { locationWords } from "./place-words.ts";

/** Tables up to this many lines stand unfolded. */
const FEW = 60;

export interface PlaceTableProps extends AppProps {
  readonly where: Whereabouts;
}

/** What the map shows, as a table: countries, and in each its places. */
export function PlaceTable({ app, where }: PlaceTableProps): View {
  const { places: words } = app.strings;
  const [open, setOpen] = useState(false);
  return h(
    "details",
    {
      open,
      onToggle: ({ currentTarget }: TargetedToggleEvent<HTMLDetailsElement>) => setOpen(currentTarget.open),
    },
    h("summary", {}, words.table),
    open ? h(Table, { app, where }) : null,
  );
}

function Table({ app, where }: PlaceTableProps): View {
  const { places: words } = app.strings;
  const { countries, locations } = where;
  const all = countries.length + locations.length <= FEW;
  return h(
    "table",
    { id: "places-table" },
    h("caption", {}, words.caption),
    h(
      "thead",
      {},
      h(
        "tr",
        {},
        h("th", { scope: "col" }, words.place),
        h("th", { scope: "col" }, words.tips),
        PRECISIONS.map((precision) => h("th", { key: precision, scope: "col" }, words.precision[precision])),
      ),
    ),
    countries.map((lines) => h(Country, { key: lines.country, app, lines, all })),
  );
}

interface CountryProps extends AppProps {
  readonly lines: CountryLines;
  /** Whether all countries are unfolded anyway. */
  readonly all: boolean;
}

function Country({ app, lines: { country, tips, locations }, all }: CountryProps): View {
  const { places: words, language } = app.strings;
  const name = countryName(country, language);
  const unfolded = all || app.places.unfolded.has(country);
  const fold = all
    ? null
    : h(
        "button",
        {
          type: "button",
          class: "plain unfold",
          "aria-expanded": unfolded ? "true" : "false",
          "aria-label": words.unfold(name),
          onClick: () => app.places.unfold(country),
        },
        unfolded ? "▾" : "▸",
      );
  return h(
    "tbody",
    { class: "place-lines" },
    h(
      "tr",
      { class: "total" },
      h("th", { scope: "rowgroup" }, fold, name),
      h("td", {}, toTips(app, tips, words.about(name), words.mark(name, tips.length))),
      PRECISIONS.map((precision) => h("td", { key: precision })),
    ),
    unfolded ? locations.map((location) => h(Line, { key: location.key, app, location })) : null,
  );
}

interface LineProps extends AppProps {
  readonly location: Location;
}

function Line({ app, location }: LineProps): View {
  const { places: words } = app.strings;
  const name = locationWords(location, app);
  return h(
    "tr",
    {},
    h("th", { scope: "row" }, location.place ? location.place.name : name),
    h("td", {}, toTips(app, location.tips, words.about(name), words.mark(name, location.tips.length))),
    PRECISIONS.map((precision) => h("td", { key: precision }, location.precision[precision])),
  );
}

function toTips(app: App, tips: Location["tips"], said: string, label: string): View {
  return h(
    "button",
    {
      type: "button",
      class: "plain",
      "aria-label": label,
      onClick: () => app.places.show(tips, said),
    },
    tips.length,
  );
}
