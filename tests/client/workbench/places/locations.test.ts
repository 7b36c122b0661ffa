import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import type { ActDigest, ReviewerKey } from "../../../../client/casebook/names.ts";
import type { TipView } from "../../../../client/casebook/view.ts";
import type { GazetteerPlace } from "../../../../client/casebook/what.ts";
import type { Country } from "../../../../client/report/countries.ts";
import type { Place } from "../../../../client/report/place.ts";
import { EMPTY_PRESSURE, EMPTY_REPORT, EMPTY_STATION } from "../../../../client/report/report.ts";
import { clustersOf, type Marked } from "../../../../client/workbench/places/clusters.ts";
import { whereaboutsOf } from "../../../../client/workbench/places/locations.ts";
import { type Spot, spotsOf } from "../../../../client/workbench/places/spots.ts";
import type { World } from "../../../../client/workbench/places/world.ts";
import { DAY, tipNamed } from "../../../support/casebooks.ts";
import { testWorld } from "../../../support/gazetteer.ts";
import { testInstance } from "../../../support/instance.ts";
import { CITIES, placedTips } from "../../../support/placed-tips.ts";
import { tipFor } from "../../cli/support/tips.ts";

const instance = testInstance();
const [BERLIN, PARIS] = CITIES as unknown as readonly [GazetteerPlace, GazetteerPlace];
let world: World;
beforeAll(async () => {
  world = await testWorld();
});

const typed = (change: Partial<Place>): Place => ({
  country: "DE" as Country,
  region: "",
  city: "",
  address: "",
  precision: "country",
  ...change,
});

function spots(
  places: { station?: Place | null; pressure?: Place | null },
  chosen: Partial<Record<"stationPlace" | "pressurePlace", readonly (GazetteerPlace | null)[]>> = {},
): readonly Spot[] {
  const report = {
    ...EMPTY_REPORT,
    station: places.station === undefined ? null : { ...EMPTY_STATION, place: places.station },
    pressure: places.pressure === undefined ? null : { ...EMPTY_PRESSURE, place: places.pressure },
  };
  const tip = tipFor(instance, { report });
  const said = (values: readonly (GazetteerPlace | null)[] = []): TipView["stationPlace"] =>
    values.map((value, i) => ({
      value,
      by: "a" as ReviewerKey,
      on: DAY,
      act: `${i}` as ActDigest,
      doubt: null,
    }));
  const view = { stationPlace: said(chosen.stationPlace), pressurePlace: said(chosen.pressurePlace) };
  return spotsOf({
    id: tipNamed(1),
    contents: { kind: "report", tip, files: [] },
    view: view as unknown as TipView,
  });
}

test("where a tip is: what was chosen, else the country; and whether somebody could look it up", () => {
  expect(spots({})).toEqual([]);
  expect(spots({ station: null })).toEqual([]);
  expect(spots({ station: typed({}) })).toMatchObject([
    { country: "DE", place: null, precision: "vague", waiting: false },
  ]);
  expect(spots({ station: typed({ city: "Berlin", precision: "city" }) })).toMatchObject([
    { country: "DE", place: null, precision: "city", waiting: true },
  ]);
  const exact = typed({ city: "Berlin", address: "Kantstraße 1", precision: "exact" });
  expect(spots({ station: exact }, { stationPlace: [BERLIN] })).toMatchObject([
    { country: "DE", place: BERLIN, precision: "finer", waiting: false },
  ]);
});

test("a choice that was taken back is none; choices that differ all stand", () => {
  const city = typed({ city: "Berlin", precision: "city" });
  expect(spots({ station: city }, { stationPlace: [null] })).toMatchObject([{ place: null, waiting: true }]);
  expect(spots({ station: city }, { stationPlace: [BERLIN, PARIS] })).toHaveLength(2);
});

test("a station and its pressure in one place are one", () => {
  const city = typed({ city: "Berlin", precision: "city" });
  const both = { stationPlace: [BERLIN], pressurePlace: [BERLIN] };
  expect(spots({ station: city, pressure: city }, both)).toHaveLength(1);
  expect(spots({ station: city, pressure: typed({ country: "FR" as Country }) })).toHaveLength(2);
});

test("a text without a form is where a reviewer says it is", () => {
  const contents = { kind: "unreadable", files: [] } as const;
  expect(spotsOf({ id: tipNamed(1), contents, view: undefined })).toEqual([]);
});

/** What tips say of places, some chosen, some of a country, some of nowhere. */
const someSpots = fc
  .array(
    fc.record({
      tip: fc.nat(30).map(tipNamed),
      city: fc.nat(CITIES.length + 3),
      precision: fc.constantFrom("finer" as const, "city" as const, "vague" as const),
      waiting: fc.boolean(),
    }),
    { maxLength: 60 },
  )
  .map((drawn) =>
    drawn.map(({ tip, city, precision, waiting }): Spot => {
      const place = CITIES[city] ?? null;
      const country = place?.country ?? (["DE", "JP", null][city - CITIES.length] as Country | null) ?? null;
      return { tip, country, place, precision, waiting: waiting && !place };
    }),
  );

test("the table says what the map shows, at every zoom: the same places, the same tips", () => {
  fc.assert(
    fc.property(someSpots, fc.double({ min: 0.1, max: 30_000, noNaN: true }), (drawn, distance) => {
      const all = [...new Set(drawn.map(({ tip }) => tip))];
      const where = whereaboutsOf(drawn, all);
      const marked = where.locations.flatMap((location): Marked[] => {
        const point = world.pointOf(location);
        return point ? [{ ...point, location }] : [];
      });
      const clusters = clustersOf(marked, distance);
      const keysOnMap = clusters.flatMap(({ locations }) => locations.map(({ key }) => key)).sort();
      const keysInTable = where.countries.flatMap(({ locations }) => locations.map(({ key }) => key)).sort();
      expect(keysOnMap).toEqual(keysInTable);
      expect(new Set(clusters.flatMap(({ tips }) => tips))).toEqual(
        new Set(where.countries.flatMap(({ tips }) => tips)),
      );
      const said = new Set(drawn.filter(({ country }) => country !== null).map(({ tip }) => tip));
      expect(new Set(where.countries.flatMap(({ tips }) => tips))).toEqual(said);
      expect(new Set(where.nowhere)).toEqual(new Set(all.filter((tip) => !said.has(tip))));
      for (const { tips } of [...clusters, ...where.locations]) expect(new Set(tips).size).toBe(tips.length);
    }),
  );
});

test("clusters: every place in one, none nearer to another than was asked, the same in any order", () => {
  fc.assert(
    fc.property(someSpots, fc.double({ min: 0.1, max: 30_000, noNaN: true }), (drawn, distance) => {
      const { locations } = whereaboutsOf(drawn, []);
      const marked = locations.flatMap((location): Marked[] => {
        const point = world.pointOf(location);
        return point ? [{ ...point, location }] : [];
      });
      const clusters = clustersOf(marked, distance);
      expect(clustersOf(marked.toReversed(), distance)).toEqual(clusters);
      for (const [i, one] of clusters.entries()) {
        const [first] = one.locations;
        expect(one.locations.every(({ tips }) => tips.length <= (first?.tips.length ?? 0))).toBe(true);
        for (const other of clusters.slice(i + 1))
          expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThanOrEqual(distance);
      }
    }),
  );
});

test("far out all is one mark, close up every place its own", () => {
  const drawn = placedTips(200, 3).flatMap(({ place }, i): Spot[] =>
    place ? [{ tip: tipNamed(i), country: place.country, place, precision: "city", waiting: false }] : [],
  );
  const { locations } = whereaboutsOf(drawn, []);
  const marked = locations.flatMap((location): Marked[] => {
    const point = world.pointOf(location);
    return point ? [{ ...point, location }] : [];
  });
  expect(clustersOf(marked, 100_000)).toHaveLength(1);
  expect(clustersOf(marked, 0.1)).toHaveLength(locations.length);
  const counts = [100_000, 3000, 300, 30].map((distance) => clustersOf(marked, distance).length);
  expect(counts).toEqual(counts.toSorted((a, b) => a - b));
});
