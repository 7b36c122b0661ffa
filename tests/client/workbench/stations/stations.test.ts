import fc from "fast-check";
import { expect, test } from "vitest";
import type { EntityId } from "../../../../client/casebook/names.ts";
import type { WhatOf } from "../../../../client/casebook/what.ts";
import type { TipContents } from "../../../../client/opening/opened-tip.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { EMPTY_REPORT } from "../../../../client/report/report.ts";
import { type Code, codesOf } from "../../../../client/report/vocabulary/codes.ts";
import {
  entityFrom,
  harmlessLabel,
  supportersOf,
  titleOf,
} from "../../../../client/workbench/stations/entity.ts";
import {
  entityLines,
  inEntityOrder,
  matchingLines,
  statusCounts,
} from "../../../../client/workbench/stations/lines.ts";
import { locationsOf, namesUsedIn } from "../../../../client/workbench/stations/told.ts";
import { casebookCodeOf, desks, tipNamed } from "../../../support/casebooks.ts";
import { RICH_REPORT } from "../../report/rich-report.ts";

const named = (number: number) => String(number).padStart(32, "0") as EntityId;
const made = (number: number, change: Partial<WhatOf<"entity">> = {}): WhatOf<"entity"> => ({
  kind: "entity",
  entity: named(number),
  sort: "station",
  title: `Station ${number}`,
  country: null,
  premises: [],
  summary: "",
  ...change,
});

function twoDesks() {
  const [one, two] = desks(2).desks;
  if (!one || !two) throw new Error("two desks");
  return { one, two };
}

test("what two reviewers called it at once are both in its title, until somebody settles it", () => {
  const { one, two } = twoDesks();
  const base = one.do(made(1));
  two.merge(one.lines);
  const here = one.do(made(1, { title: "The back room" }));
  const there = two.do(made(1, { title: "Kantstraße" }));
  one.merge(two.lines);
  const line = () => entityLines(one.view.entities.values())[0];
  expect(new Set(line()?.title.split(" / "))).toEqual(new Set(["The back room", "Kantstraße"]));
  expect(line()?.differing).toBe(true);
  one.do({ kind: "settled", chosen: there, over: [here] });
  expect(line()?.title).toBe("Kantstraße");
  expect(line()?.differing).toBe(false);
  expect(base).not.toBe(there);
});

test("the list is searched in every language's words, and sorted; ties are in one order", () => {
  const { one } = twoDesks();
  one.do(made(1, { title: "Tea house", country: "DE" as Country, premises: ["restaurant"] }));
  one.do(made(2, { title: "平安之家", country: "CA" as Country, summary: "A room upstairs" }));
  one.do(made(3, { title: "Night of 4 June", sort: "incident" }));
  one.do({ kind: "labelled", about: named(3), label: "vigil" });
  one.do({ kind: "verified", about: named(2), verification: "confirmed" });
  for (const tip of [1, 2, 3]) one.do({ kind: "supports", tip: tipNamed(tip), entity: named(3) });
  one.do({ kind: "supports", tip: tipNamed(1), entity: named(9) });
  const lines = entityLines(one.view.entities.values());
  expect(lines).toHaveLength(3);
  const found = (typed: string, language: "en" | "zh-Hans" = "en") =>
    matchingLines(lines, typed, language).map(({ view }) => Number(view.entity));
  expect(found("")).toEqual([1, 2, 3]);
  expect(found("germany")).toEqual([1]);
  expect(found("德国", "zh-Hans")).toEqual([1]);
  expect(found("UPSTAIRS room")).toEqual([2]);
  expect(found("vigil")).toEqual([3]);
  expect(found("平安")).toEqual([2]);
  expect(found("restaurant")).toEqual([1]);
  const order = (by: Parameters<typeof inEntityOrder>[1]) =>
    inEntityOrder(lines, by, "en").map(({ view }) => Number(view.entity));
  expect(order("country")).toEqual([2, 1, 3]);
  expect(order("verification")[0]).toBe(2);
  expect(order("tips")[0]).toBe(3);
  expect(order("title")).toEqual([3, 1, 2]);
});

test("its tips are counted by status; where reviewers differ, apart", () => {
  const { one, two } = twoDesks();
  const tips = [1, 2, 3, 4].map(tipNamed);
  for (const tip of tips) one.do({ kind: "supports", tip, entity: named(1) });
  one.do({ kind: "supports", tip: tipNamed(1), entity: named(1) });
  one.do({ kind: "status", tip: tipNamed(1), status: "closed" });
  one.do({ kind: "status", tip: tipNamed(2), status: "closed" });
  two.do({ kind: "status", tip: tipNamed(2), status: "dropped" });
  one.merge(two.lines);
  const view = one.view.entities.get(named(1));
  if (!view) throw new Error("the entity");
  expect(supportersOf(view)).toEqual([...tips].sort());
  expect(statusCounts(supportersOf(view), one.view.tips)).toEqual([
    ["todo", 2],
    ["closed", 1],
    [null, 1],
  ]);
});

test("a station's names are those that its tips saw, most often first; its place is the chosen one, else theirs", () => {
  const seen = (nameUsed: Code<"nameUsed">, nameUsedOther = "") => ({
    ...RICH_REPORT,
    station: RICH_REPORT.station && { ...RICH_REPORT.station, nameUsed, nameUsedOther },
  });
  const [code] = codesOf("nameUsed");
  if (!code || code === "other") throw new Error("a name that has a code");
  const reports = [seen("other", "平安之家"), seen(code), seen("other", " 平安之家 "), EMPTY_REPORT];
  expect(namesUsedIn(reports)).toEqual([
    { code: null, words: "平安之家", tips: 2 },
    { code, words: "", tips: 1 },
  ]);
  const contents = { kind: "report", tip: { report: RICH_REPORT }, files: [] } as unknown as TipContents;
  const placed = [{ id: tipNamed(1), contents, view: undefined }];
  const [station, pressure] = [RICH_REPORT.station?.place?.country, RICH_REPORT.pressure?.place?.country];
  expect(
    locationsOf({ place: [] }, placed)
      .map(({ key }) => key)
      .sort(),
  ).toEqual([station, pressure].sort());
  const { one } = twoDesks();
  const place = { geonames: 2950159, name: "Berlin", country: "DE" as Country, lat: 52.524, lon: 13.411 };
  one.do({ kind: "placed", about: named(1), which: null, place });
  const view = one.view.entities.get(named(1));
  expect(view && locationsOf(view, placed)).toMatchObject([{ key: "2950159", tips: [tipNamed(1)] }]);
});

test("a tip says what a station or an incident from it is", () => {
  const station = entityFrom(RICH_REPORT, "station", "amber falcon");
  expect(station).toEqual({
    sort: "station",
    title: "Madrid · 平安之家",
    country: RICH_REPORT.station?.place?.country,
    premises: [...(RICH_REPORT.station?.premises ?? [])].sort(),
    summary: "",
  });
  expect(entityFrom(RICH_REPORT, "incident", "amber falcon")).toMatchObject({ title: "高雄", premises: [] });
  expect(entityFrom(null, "station", "amber falcon")).toMatchObject({ title: "amber falcon", country: null });
});

test("whatever a source or a person types, the title is one that a casebook takes", async () => {
  const { one } = twoDesks();
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (typed) => {
      const title = harmlessLabel(typed);
      fc.pre(title !== "");
      expect(await casebookCodeOf(() => one.do(made(1, { title })))).toBe("accepted");
    }),
    { numRuns: 40 },
  );
  expect(titleOf({ is: [] })).toBe("");
});
