import fc from "fast-check";
import { expect, test } from "vitest";
import type { Case } from "../../../../client/casebook/export/case.ts";
import { geoJsonFile } from "../../../../client/casebook/export/geojson.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { INSTANCE, keep, newDesk, textOf } from "../../../support/casebooks.ts";

type Json = Readonly<Record<string, unknown>>;

/** What RFC 7946 asks of a FeatureCollection of points; every sentence of it that applies. */
function faultsOf(text: string): string[] {
  const faults: string[] = [];
  const must = (holds: boolean, what: string) => {
    if (!holds) faults.push(what);
  };
  const whole = JSON.parse(text) as Json;
  must(whole.type === "FeatureCollection", "3.3 type");
  must(!("crs" in whole), "4 no crs");
  must(Array.isArray(whole.features), "3.3 features");
  for (const feature of whole.features as Json[]) {
    must(feature.type === "Feature", "3.2 type");
    must("geometry" in feature && "properties" in feature, "3.2 members");
    must(typeof feature.properties === "object", "3.2 properties");
    must(!("coordinates" in feature || "geometries" in feature || "features" in feature), "7.1");
    const geometry = feature.geometry as Json | null;
    if (geometry === null) continue;
    must(geometry.type === "Point", "3.1.2 type");
    const position = geometry.coordinates as unknown[];
    must(Array.isArray(position) && position.length === 2, "3.1.1 two elements");
    must(
      position.every((part) => typeof part === "number" && Number.isFinite(part)),
      "3.1.1 numbers",
    );
    const [lon, lat] = position as [number, number];
    must(Math.abs(lon) <= 180, "4 longitude first");
    must(Math.abs(lat) <= 90, "4 latitude second");
  }
  return faults;
}

test("the checker sees faults", () => {
  const point = (coordinates: unknown) =>
    JSON.stringify({
      type: "FeatureCollection",
      features: [{ type: "Feature", geometry: { type: "Point", coordinates }, properties: {} }],
    });
  expect(faultsOf(point([-3.7, 40.4]))).toEqual([]);
  expect(faultsOf(point([40.4, -103.7]))).not.toEqual([]);
  expect(faultsOf(point(["1", 2]))).not.toEqual([]);
});

const degrees = (most: number) =>
  fc.integer({ min: -most * 10_000, max: most * 10_000 }).map((n) => n / 10_000);

test("any chosen places, at the poles and the date line too, make GeoJSON as RFC 7946 has it, longitude first", () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.option(fc.record({ lat: degrees(90), lon: degrees(180), name: fc.string({ unit: "binary" }) })),
        {
          minLength: 1,
          maxLength: 5,
        },
      ),
      (places) => {
        const cases = places.map((place, i) => ({
          ...EMPTY,
          number: `${i}`,
          station: place && {
            ...EMPTY_PLACE,
            chosen: { ...place, geonames: 1, country: "NZ" as Country, degrees: 0.01 as const },
          },
        }));
        const text = textOf(geoJsonFile(cases, "en").bytes);
        expect(faultsOf(text)).toEqual([]);
        const positions = (JSON.parse(text).features as { geometry: { coordinates: number[] } | null }[]).map(
          ({ geometry }) => geometry?.coordinates ?? null,
        );
        expect(positions).toEqual(places.map((place) => place && [place.lon + 0, place.lat + 0]));
      },
    ),
  );
});

test("through a selection, no position is finer than a tenth of a degree unless it is asked for", () => {
  fc.assert(
    fc.property(degrees(90), degrees(180), (lat, lon) => {
      const desk = newDesk();
      const tip = keep(desk, 1, ["publish_anon"]);
      const place = { geonames: 1, name: "x", country: "NZ" as Country, lat, lon };
      desk.do({ kind: "placed", about: tip, which: "station", place });
      const { cases } = selectCases(desk.view, { instance: INSTANCE, audience: "internal" });
      const { features } = JSON.parse(textOf(geoJsonFile(cases, "en").bytes));
      for (const [i, part] of features[0].geometry.coordinates.entries()) {
        expect(Number(part.toFixed(1))).toBe(part);
        expect(Math.abs(part - (i === 0 ? lon : lat))).toBeLessThanOrEqual(0.05001);
        expect(Object.is(part, -0)).toBe(false);
      }
    }),
    { numRuns: 20 },
  );
});

test("of a case with two places each bears what is said of it alone, and how fine it is", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["publish_anon"]);
  const madrid = { geonames: 1, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };
  const gaoxiong = { geonames: 2, name: "Kaohsiung", country: "TW" as Country, lat: 22.6163, lon: 120.3133 };
  desk.do({ kind: "placed", about: tip, which: "station", place: madrid });
  desk.do({ kind: "placed", about: tip, which: "pressure", place: gaoxiong });
  for (const [exactPlaces, degrees, precision] of [
    [false, 0.1, "city"],
    [true, 0.01, "exact"],
  ] as const) {
    const { cases } = selectCases(desk.view, { instance: INSTANCE, audience: "internal", exactPlaces });
    const { features } = JSON.parse(textOf(geoJsonFile(cases, "en").bytes));
    const [station, incident] = features.map(({ properties }: { properties: Json }) => properties);
    expect(features).toHaveLength(2);
    expect(station).toMatchObject({
      place_of: "station",
      title: "Restaurant, Something else · Madrid · Spain",
      precision,
      position_precision: "city",
      position_degrees: degrees,
      country_name: "Spain",
      since: "2019",
      since_precision: "about",
      since_from: "2018-01-01",
      since_to: "2020-12-31",
      pressure: [],
      when: null,
    });
    expect(incident).toMatchObject({
      place_of: "incident",
      precision: "city",
      position_degrees: degrees,
      country_name: "Taiwan",
      premises: [],
      name_used: "",
      since: null,
      when: "2024-03-05",
    });
    expect(incident.title).toMatch(/^Family.*· Kaohsiung · Taiwan$/);
  }
});

const EMPTY_PLACE = { country: "", region: "", city: "", address: "", precision: null } as const;

const EMPTY: Case = {
  number: "",
  kind: "tip",
  title: "",
  station: null,
  incident: null,
  premises: [],
  premisesOther: "",
  pressure: [],
  pressureOther: "",
  bureaus: [],
  bureausOther: "",
  nameUsed: "",
  since: null,
  when: null,
  text: "",
  translations: [],
  grade: "",
  verification: "",
  consent: [],
  tlp: "red",
  pap: "red",
  labels: [],
  related: [],
};
