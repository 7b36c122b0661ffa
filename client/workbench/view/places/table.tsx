import { Button } from "../../../browser/view/controls.tsx";
import { countryName } from "../../../report/countries.ts";
import type { App } from "../../app.ts";
import type { CountryLines, Location, Whereabouts } from "../../places/locations.ts";
import { PRECISIONS } from "../../places/spots.ts";
import { Columns, Unfolding } from "../listed.tsx";
import type { AppProps, View } from "../view.ts";
import { locationWords } from "./place-words.ts";

/** Tables up to this many lines stand unfolded. */
const FEW = 60;

export interface PlaceTableProps extends AppProps {
  readonly where: Whereabouts;
}

/** What the map shows, as a table: countries, and in each its places. */
export function PlaceTable({ app, where }: PlaceTableProps): View {
  return <Unfolding summary={app.strings.places.table} show={() => <Table app={app} where={where} />} />;
}

function Table({ app, where }: PlaceTableProps): View {
  const { places: words } = app.strings;
  const { countries, locations } = where;
  const all = countries.length + locations.length <= FEW;
  return (
    <table id="places-table">
      <caption>{words.caption}</caption>
      <Columns
        names={[words.place, words.tips, ...PRECISIONS.map((precision) => words.precision[precision])]}
      />
      {countries.map((lines) => (
        <Country key={lines.country} app={app} lines={lines} all={all} />
      ))}
    </table>
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
  const fold = all ? null : (
    <Button
      kind="plain unfold"
      aria-expanded={unfolded ? "true" : "false"}
      aria-label={words.unfold(name)}
      label={unfolded ? "▾" : "▸"}
      act={() => app.places.unfold(country)}
    />
  );
  return (
    <tbody class="place-lines">
      <tr class="total">
        <th scope="rowgroup">
          {fold}
          {name}
        </th>
        <td>{toTips(app, tips, words.about(name), words.mark(name, tips.length))}</td>
        {PRECISIONS.map((precision) => (
          <td key={precision} />
        ))}
      </tr>
      {unfolded
        ? locations.map((location) => <Line key={location.key} app={app} location={location} />)
        : null}
    </tbody>
  );
}

function Line({ app, location }: AppProps & { readonly location: Location }): View {
  const { places: words } = app.strings;
  const name = locationWords(location, app);
  return (
    <tr>
      <th scope="row">{location.place ? location.place.name : name}</th>
      <td>{toTips(app, location.tips, words.about(name), words.mark(name, location.tips.length))}</td>
      {PRECISIONS.map((precision) => (
        <td key={precision}>{location.precision[precision]}</td>
      ))}
    </tr>
  );
}

function toTips(app: App, tips: Location["tips"], said: string, label: string): View {
  return (
    <Button kind="plain" aria-label={label} label={tips.length} act={() => app.places.show(tips, said)} />
  );
}
