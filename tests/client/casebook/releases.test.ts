import { beforeEach, describe, expect, test } from "vitest";
import type { Dimension } from "../../../client/casebook/counts.ts";
import { daysBeside, daysCountedTwice } from "../../../client/casebook/export/beside.ts";
import { countsExport } from "../../../client/casebook/export/counts-file.ts";
import { accepting } from "../../../client/casebook/left.ts";
import { type ActDigest, type EntityId, newEntityId, type TipId } from "../../../client/casebook/names.ts";
import { disowning, publicationsOf } from "../../../client/casebook/releases.ts";
import { dropping } from "../../../client/casebook/unverified.ts";
import type { Audience, What } from "../../../client/casebook/what.ts";
import type { Country } from "../../../client/report/countries.ts";
import { EMPTY_STATION } from "../../../client/report/report.ts";
import {
  casebookCodeOf,
  DAY,
  Desk,
  desks,
  INSTANCE,
  keep,
  readByPython,
  readerAfter,
  tipNamed,
} from "../../support/casebooks.ts";

let desk: Desk;
let other: Desk;
beforeEach(() => {
  [desk, other] = desks(2).desks as [Desk, Desk];
});

/** So many more tips in a country, held for likely. */
function tipsIn(country: Country, count: number, from: number, verification = "likely" as const): TipId[] {
  const place = { country, region: "", city: "", address: "", precision: "country" } as const;
  return Array.from({ length: count }, (_, i) => {
    const report = { station: { ...EMPTY_STATION, place }, pressure: null };
    const tip = keep(desk, from + i, ["statistics", "publish_anon"], report);
    desk.do({ kind: "tlp", tip, tlp: "clear" });
    desk.do({ kind: "verified", about: tip, verification });
    return tip;
  });
}

/** Publishes, and records it. Returns the rows by country. */
function publish(
  by: readonly Dimension[] = ["country"],
  audience: Audience = "statistics",
  at = desk,
): string[][] {
  const { files, counted } = countsExport(at.view, by, { instance: INSTANCE, audience });
  for (const what of counted) at.do(what as What);
  return readByPython(files[0]?.bytes ?? new Uint8Array()).slice(2);
}

const codeOf = (...asked: Parameters<typeof publish>) => casebookCodeOf(() => publish(...asked));

describe("a publication of counts", () => {
  test("shows multiples of five; what is too little waits, and leaves with what comes later", async () => {
    tipsIn("DE" as Country, 7, 0);
    tipsIn("NL" as Country, 4, 10);
    expect(publish()).toEqual([["likely_tips", "DE", "5"]]);
    expect(await codeOf()).toBe("export-refused");
    tipsIn("NL" as Country, 1, 20);
    tipsIn("DE" as Country, 4, 30);
    expect(publish()).toEqual([["likely_tips", "NL", "5"]]);
    tipsIn("DE" as Country, 1, 40);
    expect(publish()).toEqual([["likely_tips", "DE", "5"]]);
  });

  test("is frozen: whatever reviewers say later, what it counted is in no other, for no other audience either", async () => {
    const tips = tipsIn("DE" as Country, 6, 0);
    publish();
    for (const about of tips.slice(0, 2)) {
      desk.do({
        kind: "placed",
        about,
        which: "station",
        place: { geonames: 1, name: "x", country: "NL" as Country, lat: 1, lon: 1 },
      });
      desk.do({ kind: "verified", about, verification: "confirmed" });
    }
    desk.do({ kind: "setaside", tips: [tips[3] as TipId], aside: true });
    for (const audience of ["statistics", "public"] as const)
      expect(await codeOf(["country"], audience)).toBe("export-refused");
    expect(desk.view.releases.map(({ value: { cells } }) => cells)).toEqual([
      [{ values: ["DE"], abouts: [...tips].sort() }],
    ]);
  });

  test("counts in the way of the first, however nested", async () => {
    tipsIn("DE" as Country, 5, 0);
    publish(["country", "premises"]);
    tipsIn("DE" as Country, 5, 10);
    for (const by of [["country"], ["month"], ["country", "month"]] as const)
      expect(await codeOf(by)).toBe("export-refused");
    expect(publish(["premises", "country"]).at(-1)).toEqual(["likely_tips", "unknown", "DE", "5"]);
  });

  test("counts nothing that isn't confirmed or likely: anybody can send tips", async () => {
    tipsIn("DE" as Country, 4, 0);
    for (let n = 10; n < 20; n++) keep(desk, n, ["statistics"]);
    expect(await codeOf()).toBe("export-refused");
    expect(
      countsExport(desk.view, ["country"], { instance: INSTANCE, audience: "internal" }).counted,
    ).toEqual([]);
  });

  test("counts no station whose tips were counted, nor tips of a station that was", async () => {
    const tips = tipsIn("DE" as Country, 5, 0);
    const station = (tip: TipId) => {
      const entity = newEntityId();
      const of = { title: "S", country: "DE" as Country, premises: [], summary: "" };
      desk.do({ kind: "entity", entity, sort: "station", ...of });
      desk.do({ kind: "supports", tip, entity });
      desk.do({ kind: "verified", about: entity, verification: "likely" });
      return entity;
    };
    const stations = tips.map(station);
    const release = (base: "tips" | "stations") =>
      countsExport(desk.view, ["country"], { instance: INSTANCE, audience: "statistics", base });
    expect(new Set(release("stations").abouts)).toEqual(new Set(stations));
    expect(new Set(release("stations").counted[0]?.cells[0]?.abouts)).toEqual(
      new Set([...stations, ...tips]),
    );
    for (const what of release("stations").counted) other.do(what);
    expect(await casebookCodeOf(() => release("tips"))).toBe("accepted");
    desk.merge(other.lines);
    for (const base of ["tips", "stations"] as const)
      expect(await casebookCodeOf(() => release(base))).toBe("export-refused");
    const elsewhere = tips.map((tip, i) => {
      desk.do({ kind: "unsupports", tip, entity: stations[i] as EntityId });
      return station(tip);
    });
    for (const base of ["tips", "stations"] as const)
      expect(await casebookCodeOf(() => release(base))).toBe("export-refused");
    expect(daysCountedTwice(desk.view)).toEqual([]);
    expect(elsewhere).toHaveLength(5);
  });

  test("of thousands is several acts, each of which can be signed", () => {
    const tips = tipsIn("DE" as Country, 1, 0);
    const [about] = tips;
    const { counted } = countsExport(
      {
        ...desk.view,
        tips: new Map(
          Array.from({ length: 1205 }, (_, n) => {
            const tip = n.toString(16).padStart(64, "0") as TipId;
            const view = desk.view.tips.get(about as TipId);
            if (!view) throw new Error("no tip");
            return [tip, { ...view, tip }];
          }),
        ),
      },
      ["country"],
      { instance: INSTANCE, audience: "statistics" },
    );
    expect(counted.map(({ cells }) => cells.map(({ abouts }) => abouts.length))).toEqual([[1000], [205]]);
    for (const what of counted) other.do(what);
    expect(other.view.releases).toHaveLength(2);
    expect(daysCountedTwice(other.view)).toEqual([]);
  });
});

describe("a publication that was none", () => {
  /** Of nothing, in a way that nobody wants; or of these. */
  const lie = (desk: Desk, abouts: readonly TipId[] = []) =>
    desk.do({
      kind: "counted",
      audience: "public",
      base: "likely_tips",
      dimensions: ["month"],
      cells: abouts.length === 0 ? [] : [{ values: ["unknown"], abouts: abouts.toSorted() }],
      manifest: "44".repeat(32),
    });
  const disown = (desk: Desk) => {
    for (const one of publicationsOf(desk.view)) for (const what of disowning(one, "no file")) desk.do(what);
  };
  let third: Desk;
  const mergeAll = () => {
    const lines = [desk, other, third].flatMap((one) => one.lines);
    for (const one of [desk, other, third]) one.merge(lines);
  };

  beforeEach(() => {
    [desk, other, third] = desks(3).desks as [Desk, Desk, Desk];
  });

  test("is set aside by two reviewers, not by one, however often; the next is made as if it had never been", async () => {
    const tips = tipsIn("DE" as Country, 6, 0);
    mergeAll();
    lie(other, tips);
    lie(other);
    mergeAll();
    expect(await codeOf()).toBe("export-refused");
    expect(publicationsOf(desk.view)).toMatchObject([{ by: other.person.key, count: 6, disowned: [] }]);
    for (let i = 0; i < 2; i++) disown(desk);
    expect(publicationsOf(desk.view)).toMatchObject([
      { acts: [expect.anything(), expect.anything()], disowned: [{ by: desk.person.key }] },
    ]);
    expect(await codeOf()).toBe("export-refused");
    mergeAll();
    disown(third);
    mergeAll();
    expect(publicationsOf(desk.view)).toEqual([]);
    expect(publish()).toEqual([["likely_tips", "DE", "5"]]);
  });

  test("can't be called so by who lies with a broken chain, and nobody withdraws what two have said", async () => {
    tipsIn("DE" as Country, 5, 0);
    publish();
    mergeAll();
    disown(other);
    const early = third.lines;
    disown(third);
    const again = new Desk(third.person, third.reader);
    again.merge(early);
    again.do({ kind: "ruled", reviewers: 2 });
    third.merge(again.lines);
    mergeAll();
    expect(publicationsOf(desk.view)).toHaveLength(1);
    lie(other);
    mergeAll();
    disown(desk);
    disown(other);
    mergeAll();
    expect(publicationsOf(desk.view)).toEqual([]);
    const said = desk.acts.signed.findLast(({ act }) => act.what.kind === "disowned")?.digest as ActDigest;
    desk.do({ kind: "withdrawn", about: tipNamed(0), act: said });
    expect(publicationsOf(desk.view)).toEqual([]);
  });

  test("counts, also if who recorded it has left and its line is dropped, until two of today disown it", async () => {
    tipsIn("DE" as Country, 5, 0);
    mergeAll();
    publish(["country"], "public", other);
    const today = readerAfter(
      [desk, other, third].map(({ person }) => person),
      [other.person],
    );
    const now = new Desk(desk.person, today);
    now.merge([...desk.lines, ...other.lines]);
    expect(await codeOf(["country"], "public", now)).toBe("export-refused");
    for (const what of dropping(now.view.unverified, "left")) now.do(what);
    expect(await codeOf(["country"], "public", now)).toBe("export-refused");
    expect(publicationsOf(now.view)).toMatchObject([{ by: other.person.key }]);
    disown(now);
    disown(other);
    now.merge(other.lines);
    for (const what of accepting(now.view.unverified, other.person.key, "asked")) now.do(what);
    expect(now.view.unverified).toEqual([]);
    expect(publicationsOf(now.view)).toHaveLength(1);
    const last = new Desk(third.person, today);
    last.merge(now.lines);
    disown(last);
    expect(publish(["country"], "public", last)).toEqual([["likely_tips", "DE", "5"]]);
  });
});

describe("what can be set against what left before", () => {
  const left = (abouts: readonly TipId[], audience: Audience) =>
    desk.do({
      kind: "exported",
      form: "csv",
      audience,
      cases: abouts.map((about, n) => ({ about, number: `${n}` })),
      manifest: "33".repeat(32),
      withheld: 0,
    });

  test("single cases of what is counted, and counts of what left singly, whoever had them but the reviewers", () => {
    const [first, second] = tipsIn("DE" as Country, 6, 0) as [TipId, TipId];
    left([first], "internal");
    expect(daysBeside(desk.view, "counts", "statistics", [first])).toEqual([]);
    left([first], "partners");
    expect(daysBeside(desk.view, "counts", "statistics", [first])).toEqual([DAY]);
    expect(daysBeside(desk.view, "counts", "statistics", [second])).toEqual([]);
    expect(daysBeside(desk.view, "counts", "internal", [first])).toEqual([]);
    expect(daysBeside(desk.view, "csv", "public", [second])).toEqual([]);
    publish();
    expect(daysBeside(desk.view, "csv", "public", [second])).toEqual([DAY]);
    const [later] = tipsIn("DE" as Country, 1, 20);
    expect(daysBeside(desk.view, "csv", "public", [later as TipId])).toEqual([]);
  });

  test("a station that left, and the tips behind it", () => {
    const [tip, loose] = tipsIn("DE" as Country, 2, 0) as [TipId, TipId];
    const entity = newEntityId();
    desk.do({
      kind: "entity",
      entity,
      sort: "station",
      title: "S",
      country: null,
      premises: [],
      summary: "",
    });
    desk.do({ kind: "supports", tip, entity });
    desk.do({
      kind: "exported",
      form: "dossier",
      audience: "public",
      cases: [{ about: entity, number: "1" }],
      manifest: "33".repeat(32),
      withheld: 0,
    });
    const days = [tip, loose, entity].map((about) => daysBeside(desk.view, "counts", "public", [about]));
    expect(days).toEqual([[DAY], [], [DAY]]);
  });

  test("two publications of the same, by reviewers who didn't know of each other, are named, and neither is lost", async () => {
    tipsIn("DE" as Country, 6, 0);
    other.merge(desk.lines);
    publish();
    publish(["month"], "public", other);
    expect(daysCountedTwice(desk.view)).toEqual([]);
    desk.merge(other.lines);
    expect(daysCountedTwice(desk.view)).toEqual([DAY]);
    tipsIn("DE" as Country, 5, 10);
    expect(await codeOf(["premises"])).toBe("export-refused");
    expect(publish()).toEqual([["likely_tips", "DE", "5"]]);
  });
});
