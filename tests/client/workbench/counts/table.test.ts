import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BASES } from "../../../../client/casebook/counts.ts";
import { countsExport } from "../../../../client/casebook/export/counts-file.ts";
import { newEntityId, type TipId } from "../../../../client/casebook/names.ts";
import { type Tallied, tallyFor, tallyOf } from "../../../../client/casebook/tally.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { EMPTY_STATION, type Report } from "../../../../client/report/report.ts";
import { nameOf } from "../../../../client/workbench/counts/names.ts";
import { tableOf } from "../../../../client/workbench/counts/table.ts";
import { LANGUAGES } from "../../../../client/workbench/strings/languages.ts";
import { INSTANCE, keep, newDesk, readByPython, tipNamed } from "../../../support/casebooks.ts";

const stationIn = (country: string, premises: (typeof EMPTY_STATION)["premises"]): Partial<Report> => ({
  station: {
    ...EMPTY_STATION,
    premises,
    place: { country: country as Country, region: "", city: "", address: "", precision: "country" },
  },
  pressure: null,
});

describe("what is counted", () => {
  const desk = newDesk();
  const tips = [
    keep(desk, 1, ["statistics"], stationIn("DE", ["restaurant"])),
    keep(desk, 2, ["internal"], stationIn("DE", ["restaurant"])),
    keep(desk, 3, ["publish_anon"]),
  ];
  const [first, second, third] = tips as [TipId, TipId, TipId];
  const byHand = tipNamed(4);
  desk.do({ kind: "kept", tip: byHand, form: "text", text: "x", attachments: [], arrived: null });
  const spoken = tipNamed(5);
  desk.do({ kind: "noted", about: spoken, text: "never kept" });
  const aside = keep(desk, 6, ["statistics"]);
  desk.do({ kind: "setaside", tips: [aside], aside: true });
  desk.do({ kind: "verified", about: first, verification: "likely" });
  const station = newEntityId();
  const of = { title: "S", country: "DE" as Country, premises: ["restaurant" as const], summary: "" };
  desk.do({ kind: "entity", entity: station, sort: "station", ...of });
  desk.do({ kind: "supports", tip: first, entity: station });
  desk.do({ kind: "supports", tip: third, entity: station });
  desk.do({ kind: "entity", entity: newEntityId(), sort: "incident", ...of });
  desk.do({ kind: "verified", about: station, verification: "confirmed" });
  const tallied = tallyOf(desk.view, INSTANCE);
  const counted = (
    base: (typeof BASES)[number],
    audience: "internal" | "statistics" | "public" = "internal",
  ) => tallyFor(tallied, base, audience).map(({ about }) => about);

  test("all that is kept and not set aside, by hand too; what is confirmed or likely; stations, no incidents", () => {
    expect(new Set(counted("tips"))).toEqual(new Set([...tips, byHand]));
    expect(counted("likely_tips")).toEqual([first]);
    expect(counted("stations")).toEqual([station]);
    expect(counted("likely_stations")).toEqual([station]);
  });

  test("in public only with consent and confirmed or likely, and a station only with that of every tip behind it", () => {
    expect(counted("tips", "statistics")).toEqual([first]);
    expect(counted("tips", "public")).toEqual([]);
    expect(counted("stations", "statistics")).toEqual([station]);
    desk.do({ kind: "supports", tip: second, entity: station });
    expect(tallyFor(tallyOf(desk.view, INSTANCE), "stations", "statistics")).toEqual([]);
  });

  test("a station by what reviewers say of it, its pressure and first month by the tips behind it", () => {
    expect(tallied.find(({ about }) => about === station)).toMatchObject({
      counted: { country: "DE", premises: "restaurant", pressure: "several" },
      tips: expect.arrayContaining([first, third]),
    });
  });

  test("where a source named no country, by the place that a person chose, unless that is redacted", () => {
    const silent = keep(desk, 7, ["internal"], {
      station: {
        ...EMPTY_STATION,
        place: { country: null, region: "", city: "x", address: "", precision: "city" },
      },
      pressure: null,
    });
    const place = { geonames: 1, name: "x", country: "NL" as Country, lat: 1, lon: 1 };
    desk.do({ kind: "placed", about: silent, which: "station", place });
    const country = () => tallyOf(desk.view, INSTANCE).find(({ about }) => about === silent)?.counted.country;
    expect(country()).toBe("NL");
    desk.do({ kind: "redacted", tip: silent, field: "station.place.city", from: 0, to: 1, why: "x" });
    expect(country()).toBe("unknown");
  });
});

const tally = (country: string, premises: string, n: number): Tallied => ({
  about: tipNamed(n),
  kind: "tip",
  likely: true,
  published: false,
  counted: { country, premises, pressure: "unknown", month: "unknown" },
  tips: [tipNamed(n)],
  open: ["internal", "statistics"],
});

const many = fc
  .array(
    fc.tuple(fc.constantFrom("DE", "NL", "unknown"), fc.constantFrom("restaurant", "other", "several")),
    {
      minLength: 1,
      maxLength: 60,
    },
  )
  .map((cells) => cells.map(([country, premises], n) => tally(country, premises, n)));

describe("the table", () => {
  test("adds up, for the reviewers, in rows and in columns; each number has exactly its tips", () => {
    fc.assert(
      fc.property(many, (tallied) => {
        const table = tableOf(tallied, "country", "premises", "internal");
        const sum = (numbers: readonly number[]) => numbers.reduce((all, n) => all + n, 0);
        expect(sum(table?.rows.map(({ total }) => total.n) ?? [])).toBe(tallied.length);
        expect(sum([...(table?.columnTotals?.values() ?? [])].map(({ n }) => n))).toBe(tallied.length);
        for (const row of table?.rows ?? []) {
          expect(sum([...row.cells.values()].map(({ n }) => n))).toBe(row.total.n);
          for (const [column, { n, tips }] of row.cells) {
            const meant = tallied.filter(
              ({ counted }) => counted.country === row.value && counted.premises === column,
            );
            expect([n, tips()]).toEqual([meant.length, new Set(meant.flatMap((one) => one.tips))]);
          }
        }
      }),
    );
  });

  test("as the public would see it: multiples of five, which add up in rows and in columns", () => {
    fc.assert(
      fc.property(many, (tallied) => {
        const table = tableOf(tallied, "country", "premises", "statistics");
        const sizes = Map.groupBy(tallied, ({ counted }) => `${counted.country} ${counted.premises}`);
        expect(table === undefined).toBe([...sizes.values()].every(({ length }) => length < 5));
        const sum = (cells: Iterable<{ n: number }>) => [...cells].reduce((all, { n }) => all + n, 0);
        for (const row of table?.rows ?? []) {
          for (const [column, { n, tips }] of row.cells) {
            const { length } = sizes.get(`${row.value} ${column}`) ?? [];
            expect([n, tips().size]).toEqual([length - (length % 5), length]);
            expect(n).toBeGreaterThan(0);
          }
          expect(sum(row.cells.values())).toBe(row.total.n);
        }
        expect(sum(table?.rows.map(({ total }) => total) ?? [])).toBe(table?.all.n ?? 0);
        expect(sum(table?.columnTotals.values() ?? [])).toBe(table?.all.n ?? 0);
      }),
    );
  });

  test("months follow each other, other values go by number, and what is no one value stands last", () => {
    const months = ["2024-03", "2023-11", "unknown", "2024-01"].map((month, n) => ({
      ...tally("DE", "other", n),
      counted: { country: "DE", premises: "other", pressure: "unknown", month },
    }));
    expect(tableOf(months, "month", null, "internal")?.rows.map(({ value }) => value)).toEqual([
      "2023-11",
      "2024-01",
      "2024-03",
      "unknown",
    ]);
    const countries = ["unknown", "unknown", "unknown", "NL", "DE", "DE"].map((one, n) =>
      tally(one, "other", n),
    );
    expect(tableOf(countries, "country", null, "internal")?.rows.map(({ value }) => value)).toEqual([
      "DE",
      "NL",
      "unknown",
    ]);
  });

  test("what is seen as public is to the number what an export of the same dimensions holds", () => {
    const desk = newDesk();
    for (let n = 0; n < 31; n++) {
      const country = n === 30 ? "FR" : n % 3 ? "DE" : "NL";
      const about = keep(desk, n, ["statistics"], stationIn(country, n % 4 ? ["restaurant"] : []));
      desk.do({ kind: "verified", about, verification: "likely" });
    }
    for (const columns of [null, "premises"] as const) {
      const dimensions = columns === null ? (["country"] as const) : (["country", columns] as const);
      const open = tallyFor(tallyOf(desk.view, INSTANCE), "tips", "statistics");
      const table = tableOf(open, "country", columns, "statistics");
      const seen = [
        table?.all.n,
        ...(table?.rows.flatMap((row) => [row.total.n, ...[...row.cells.values()].map(({ n }) => n)]) ?? []),
      ];
      const options = { instance: INSTANCE, audience: "statistics" } as const;
      const [file] = countsExport(desk.view, dimensions, options).files;
      const written = readByPython(file?.bytes ?? new Uint8Array())
        .slice(1)
        .map((row) => Number(row.at(-1)));
      expect(written.sort()).toEqual(seen.sort());
    }
  });
});

test("every value has a name in every language", () => {
  for (const strings of LANGUAGES) {
    for (const [dimension, value] of [
      ["country", "DE"],
      ["premises", "restaurant"],
      ["pressure", "fam_threat"],
      ["pressure", "hacking_phishing"],
      ["premises", "several"],
      ["month", "unknown"],
    ] as const) {
      expect(nameOf(strings, dimension, value)).not.toBe(value);
    }
    expect(nameOf(strings, "month", "2024-03")).toBe("2024-03");
  }
});
