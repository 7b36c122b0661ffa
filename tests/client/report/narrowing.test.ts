import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NARROWING_HINTS, narrowingHints, narrows } from "../../../client/report/narrowing.ts";
import {
  EMPTY_PRESSURE,
  EMPTY_REPORT,
  EMPTY_STATION,
  type Report,
  settleReport,
} from "../../../client/report/report.ts";
import { report } from "./arbitrary.ts";
import { country, date } from "./rich-report.ts";

const house = {
  country: country("ES"),
  region: "",
  city: "Madrid",
  address: "3",
  precision: "exact",
} as const;
const day = date("day", 2024, 3, 5);

const atPlace: Report = { ...EMPTY_REPORT, station: { ...EMPTY_STATION, place: house } };
const onDay: Report = { ...EMPTY_REPORT, pressure: { ...EMPTY_PRESSURE, when: day } };

test("the options that say by themselves who it could be", () => {
  expect(narrows("relationship", "worked_there")).toBe(true);
  expect(narrows("relationship", "heard")).toBe(false);
  expect(narrows("placePrecision", "vicinity")).toBe(true);
  expect(narrows("placePrecision", "city")).toBe(false);
  expect(narrows("datePrecision", "day")).toBe(true);
  expect(narrows("datePrecision", "about")).toBe(false);
});

describe("hints", () => {
  const cases: readonly (readonly [string, Report, readonly string[]])[] = [
    ["nothing said", EMPTY_REPORT, []],
    ["an exact place alone", atPlace, []],
    ["an exact day alone", onDay, []],
    ["worked there, alone", { ...EMPTY_REPORT, relationship: "worked_there" }, []],
    ["worked there", { ...atPlace, relationship: "worked_there" }, ["worked-there-with-exact-place"]],
    ["worked there", { ...onDay, relationship: "worked_there" }, ["worked-there-with-exact-day"]],
    ["same group", { ...atPlace, relationship: "same_organisation" }, ["same-organisation-with-exact-place"]],
    ["same group", { ...onDay, relationship: "same_organisation" }, ["same-organisation-with-exact-day"]],
    ["oneself", { ...atPlace, relationship: "self" }, ["affected-with-exact-place"]],
    ["one’s family", { ...onDay, relationship: "family_of_affected" }, ["affected-with-exact-day"]],
    ["heard of it", { ...onDay, ...atPlace, relationship: "heard" }, []],
    [
      "a call on a day",
      { ...EMPTY_REPORT, pressure: { ...EMPTY_PRESSURE, direct: ["video_interrogation"], when: day } },
      ["spoken-with-on-exact-day"],
    ],
    [
      "a place on a day",
      { ...EMPTY_REPORT, pressure: { ...EMPTY_PRESSURE, place: house, when: day } },
      ["exact-place-with-exact-day"],
    ],
    ["a place here, a day there", { ...atPlace, pressure: { ...EMPTY_PRESSURE, when: day } }, []],
    [
      "an exact place of which nothing was said",
      {
        ...EMPTY_REPORT,
        relationship: "self",
        station: { ...EMPTY_STATION, place: { ...house, country: null, city: "", address: "" } },
      },
      [],
    ],
  ];
  test.each(cases)("%s", (_, said, hints) => {
    expect(narrowingHints(said)).toEqual(hints);
  });

  test("are in their order, and the same for the report as it is sent", () => {
    fc.assert(
      fc.property(report, (any) => {
        const hints = narrowingHints(any);
        expect(hints).toEqual(NARROWING_HINTS.filter((hint) => hints.includes(hint)));
        expect(narrowingHints(settleReport(any))).toEqual(hints);
      }),
    );
  });

  test("a broader place and date leave none", () => {
    fc.assert(
      fc.property(report, (any) => {
        const broad: Report = {
          ...any,
          station: any.station && { ...any.station, place: null, since: null },
          pressure: any.pressure && { ...any.pressure, place: null, when: date("month", 2024, 3) },
        };
        expect(narrowingHints(broad)).toEqual([]);
      }),
    );
  });
});
