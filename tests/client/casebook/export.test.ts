import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { countsExport } from "../../../client/casebook/export/counts-file.ts";
import { exportedActs, exportFiles } from "../../../client/casebook/export/export.ts";
import { FIELD_NAMES, fieldValue } from "../../../client/casebook/export/fields.ts";
import { numbersOf, recipientsFor } from "../../../client/casebook/export/recipients.ts";
import { REDACTED, redactText } from "../../../client/casebook/export/redact.ts";
import { selectCases } from "../../../client/casebook/export/select.ts";
import {
  type ActDigest,
  type EntityId,
  newEntityId,
  type RecipientKey,
  type TipId,
} from "../../../client/casebook/names.ts";
import type { Audience, What } from "../../../client/casebook/what.ts";
import type { Country } from "../../../client/report/countries.ts";
import { EMPTY_STATION } from "../../../client/report/report.ts";
import { parseInstanceId } from "../../../crypto/documents/anchor.ts";
import {
  casebookCodeOf,
  type Desk,
  desks,
  INSTANCE,
  keep,
  named,
  newDesk,
  readByPython,
  textOf,
  tipNamed,
} from "../../support/casebooks.ts";

const MADRID = { geonames: 3117735, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };

function selected(desk: Desk, audience: Audience, exactPlaces = false) {
  return selectCases(desk.view, { instance: INSTANCE, audience, exactPlaces });
}

const reasonsFor = (desk: Desk, audience: Audience, about: TipId | EntityId) =>
  selected(desk, audience).withheld.find((one) => one.about === about)?.reasons ?? "leaves";

describe("what may leave", () => {
  const desk = newDesk();
  const internal = keep(desk, 1, ["internal"]);
  const open = keep(desk, 2, ["statistics", "publish_anon", "partners"]);
  const withTlp = (tlp: "red" | "amber_strict" | "amber" | "green" | "clear") =>
    desk.do({ kind: "tlp", tip: open, tlp });

  test("to reviewers everything; to others nothing without consent", () => {
    expect(reasonsFor(desk, "internal", internal)).toBe("leaves");
    for (const audience of ["public", "partners", "authorities"] as const) {
      expect(reasonsFor(desk, audience, internal)).toEqual(["consent", "tlp"]);
    }
    expect(reasonsFor(desk, "statistics", internal)).toEqual(["consent"]);
    expect(reasonsFor(desk, "statistics", open)).toBe("leaves");
  });

  test("and only as wide as the TLP, which is red until somebody says otherwise", () => {
    expect(reasonsFor(desk, "partners", open)).toEqual(["tlp"]);
    withTlp("amber_strict");
    expect(reasonsFor(desk, "partners", open)).toEqual(["tlp"]);
    withTlp("green");
    expect(reasonsFor(desk, "partners", open)).toBe("leaves");
    expect(reasonsFor(desk, "public", open)).toEqual(["tlp"]);
    withTlp("clear");
    expect(reasonsFor(desk, "public", open)).toBe("leaves");
    expect(reasonsFor(desk, "authorities", open)).toEqual(["consent"]);
  });

  test("an override lifts what people decide, for its audience only", () => {
    desk.do({ kind: "overridden", about: internal, audience: "partners", why: "asked for it in person" });
    expect(reasonsFor(desk, "partners", internal)).toBe("leaves");
    expect(reasonsFor(desk, "public", internal)).toEqual(["consent", "tlp"]);
  });

  test("never a tip that is of another instance, unknown, or kept with two contents", () => {
    const foreign = keep(desk, 3, ["publish_anon"], {}, parseInstanceId("cd".repeat(32)));
    const spoken = tipNamed(4);
    desk.do({ kind: "noted", about: spoken, text: "never kept" });
    const twice = keep(desk, 5, ["publish_anon"]);
    keep(desk, 5, ["publish_anon"], { narrative: "another story" });
    for (const tip of [foreign, spoken, twice]) {
      desk.do({ kind: "overridden", about: tip, audience: "public", why: "all the same" });
    }
    expect(reasonsFor(desk, "public", foreign)).toEqual(["other-instance"]);
    expect(reasonsFor(desk, "public", spoken)).toEqual(["not-kept"]);
    expect(reasonsFor(desk, "public", twice)).toEqual(["kept-differently"]);
  });

  test("an unstructured tip says nothing of consent, and what is set aside stays", () => {
    const loose = tipNamed(6);
    desk.do({ kind: "kept", tip: loose, form: "text", text: "by hand", attachments: [], arrived: null });
    desk.do({ kind: "tlp", tip: loose, tlp: "clear" });
    expect(reasonsFor(desk, "public", loose)).toEqual(["unstructured"]);
    desk.do({ kind: "setaside", tips: [loose], aside: true });
    expect(reasonsFor(desk, "internal", loose)).toEqual(["set-aside"]);
  });

  test("a station leaves only with all the tips behind it, of which there must be one", () => {
    const entity = newEntityId();
    desk.do({
      kind: "entity",
      entity,
      sort: "station",
      title: "A station",
      country: "ES" as Country,
      premises: [],
      summary: "s",
    });
    expect(reasonsFor(desk, "public", entity)).toEqual(["supporting-tip"]);
    desk.do({ kind: "supports", tip: open, entity });
    expect(reasonsFor(desk, "public", entity)).toBe("leaves");
    desk.do({ kind: "supports", tip: internal, entity });
    expect(reasonsFor(desk, "public", entity)).toEqual(["supporting-tip"]);
    expect(reasonsFor(desk, "internal", entity)).toBe("leaves");
  });

  test("where reviewers differ on the TLP the narrowest holds", () => {
    const {
      desks: [a, b],
    } = desks(2);
    if (!a || !b) throw new Error("two desks");
    const tip = keep(a, 9, ["publish_anon"]);
    b.merge(a.lines);
    a.do({ kind: "tlp", tip, tlp: "clear" });
    b.do({ kind: "tlp", tip, tlp: "amber" });
    a.merge(b.lines);
    expect(reasonsFor(a, "public", tip)).toEqual(["tlp"]);
  });
});

describe("redaction", () => {
  test("spans go out whole, however they overlap, and leave a mark that says nothing of their length", () => {
    const span = (from: number, to: number) => ({ field: "narrative" as const, from, to });
    expect(redactText("Mr Chen lives here", "narrative", [span(3, 7)])).toBe(`Mr ${REDACTED} lives here`);
    expect(redactText("abcdef", "narrative", [span(1, 3), span(2, 4), span(4, 5)])).toBe(`a${REDACTED}f`);
    expect(redactText("abcdef", "narrative", [span(0, 99), span(2, 3)])).toBe(REDACTED);
    expect(redactText("abc", "narrative", [span(5, 9)])).toBe("abc");
    expect(redactText("a😀b", "narrative", [span(2, 3)])).toBe(`a${REDACTED}b`);
    expect(redactText("abc", "text", [span(0, 3)])).toBe("abc");
  });

  test("no character of any span is in any export, of any form, for any audience", () => {
    const desk = newDesk();
    const place = {
      country: "ES" as Country,
      region: "",
      city: "SECRETCITY",
      address: "",
      precision: "city",
    } as const;
    const station = { ...EMPTY_STATION, place };
    const tip = keep(desk, 1, ["publish_anon", "partners"], {
      narrative: "before SECRETNAME behind",
      station,
    });
    desk.do({
      kind: "placed",
      about: tip,
      which: "station",
      place: { ...MADRID, name: "SECRETCITY", lat: 12.3456 },
    });
    desk.do({ kind: "tlp", tip, tlp: "clear" });
    desk.do({ kind: "redacted", tip, field: "narrative", from: 7, to: 17, why: "a name" });
    desk.do({ kind: "redacted", tip, field: "station.place.city", from: 0, to: 10, why: "a city" });
    for (const audience of ["internal", "public", "partners"] as const) {
      for (const form of ["csv", "json", "geojson", "uwazi"] as const) {
        const files = exportFiles(selected(desk, audience, true), form);
        const all = files.map(({ bytes }) => textOf(bytes)).join();
        expect(all).not.toMatch(/SECRET|12\.3/);
      }
    }
  });
});

describe("what leaves, read back", () => {
  const desk = newDesk();
  const tips = [1, 2, 3].map((n) =>
    keep(desk, n, ["publish_anon"], { narrative: `=HYPERLINK("http://x") ${n}\r\n"quoted", 夜鷹` }),
  );
  for (const tip of tips) desk.do({ kind: "tlp", tip, tlp: "clear" });
  const [tip] = tips;
  if (!tip) throw new Error("a tip");
  desk.do({ kind: "placed", about: tip, which: "station", place: { ...MADRID, lat: -MADRID.lat } });
  desk.do({ kind: "graded", tip, source: "B", information: "2" });
  const entity = newEntityId();
  desk.do({
    kind: "entity",
    entity,
    sort: "station",
    title: "+station",
    country: "ES" as Country,
    premises: ["restaurant"],
    summary: "",
  });
  desk.do({ kind: "supports", tip, entity });
  const selection = selected(desk, "public");

  test("CSV: every case, every cell, no formula", () => {
    const [head = [], ...rows] = readByPython(named(exportFiles(selection, "csv"), "cases.csv"));
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row).toHaveLength(head.length);
      for (const cell of row) expect(cell).not.toMatch(/^(?!-\d+\.\d+$)[=+\-@\t\r]/);
    }
    const cells = rows.map((row) => Object.fromEntries(row.map((cell, i) => [head[i], cell])));
    const graded = cells.find(({ grade }) => grade === "B2");
    expect(graded).toMatchObject({
      kind: "tip",
      title: "Restaurant, Something else · Madrid · Spain",
      premises: "restaurant|other",
      since: "2019",
      since_precision: "about",
      when: "2024-03",
      when_precision: "month",
      station_country: "ES",
      station_country_name: "Spain",
      station_address: "",
      station_precision: "city",
      station_geonames: "",
      station_position_precision: "city",
      station_position_degrees: "0.1",
      incident_city: "高雄",
      incident_country_name: "Taiwan",
      consent: "publish_anon",
      name_used: "平安之家",
    });
    const [fine] = selected(desk, "public", true).cases.filter(({ grade }) => grade === "B2");
    expect(fine?.station?.chosen?.geonames).toBe(MADRID.geonames);
    expect(graded?.text).toBe(`'=HYPERLINK("http://x") 1\r\n"quoted", 夜鷹`);
    const station = cells.find(({ kind }) => kind === "station");
    expect(station).toMatchObject({ title: "'+station", related: graded?.number });
  });

  test("JSON says the same as the cases", () => {
    const { cases } = JSON.parse(textOf(named(exportFiles(selection, "json"), "cases.json")));
    expect(cases).toEqual(
      selection.cases.map((one) =>
        Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldValue(one, name, "en")])),
      ),
    );
    expect(cases.find(({ grade }: { grade: string }) => grade === "B2")).toMatchObject({
      station_lat: -40.4,
      station_address: "",
      when: "2024-03",
      when_from: "2024-03-01",
      when_to: "2024-03-31",
    });
  });

  test("GeoJSON: longitude first, coarse unless asked, a place only where a person chose one", () => {
    const read = (exact: boolean) =>
      JSON.parse(textOf(named(exportFiles(selected(desk, "public", exact), "geojson"), "cases.geojson")));
    for (const [exact, coordinates] of [
      [false, [-3.7, -40.4]],
      [true, [-3.7, -40.42]],
    ] as const) {
      const { type, features } = read(exact);
      expect(type).toBe("FeatureCollection");
      // Two for each tip, which tells of two places.
      expect(features).toHaveLength(7);
      const placed = features.filter(({ geometry }: { geometry: unknown }) => geometry !== null);
      expect(placed).toHaveLength(1);
      expect(placed[0]).toMatchObject({ type: "Feature", geometry: { type: "Point", coordinates } });
    }
  });

  test("no form has a position finer than a tenth of a degree unless it is asked for", () => {
    for (const form of ["csv", "json", "geojson", "uwazi"] as const) {
      const written = (exact: boolean) =>
        exportFiles(selected(desk, "public", exact), form)
          .map(({ name, bytes }) => (name === "SHA256SUMS" ? "" : textOf(bytes)))
          .join();
      expect(written(false)).not.toMatch(/40\.4\d|3\.70/);
      expect(written(true)).toContain("40.42");
      // The gazetteer has the middle of a city, which is no house.
      expect(written(true)).not.toMatch(/40\.41|3\.70/);
    }
  });

  test("Uwazi: Title first, lat|lon, several values by |, every value in its thesaurus", () => {
    const files = exportFiles(selection, "uwazi");
    const [head = [], ...rows] = readByPython(named(files, "uwazi-tip.csv"));
    expect(head[0]).toBe("Title");
    expect(head.every((name) => /^\w+$/.test(name))).toBe(true);
    const at = (row: readonly string[], name: string) => row[head.indexOf(name)] ?? "";
    expect(rows.map((row) => at(row, "station_geolocation")).filter((cell) => cell !== "")).toEqual([
      "-40.4|-3.7",
    ]);
    for (const name of ["premises", "pressure", "bureau", "consent", "verification"]) {
      const [languages, ...labels] = readByPython(named(files, `uwazi-thesaurus-${name}.csv`));
      expect(languages).toEqual(["English", "Chinese (Simplified)", "Chinese (Traditional)", "Chinese"]);
      expect(labels.every((row) => row.length === 4 && row.every((label) => label !== ""))).toBe(true);
      const known = new Set(labels.map(([english]) => english));
      for (const row of rows) {
        for (const value of at(row, name).split("|"))
          expect(known.has(value), `${name}: ${value}`).toBe(true);
      }
    }
    expect(at(rows[0] ?? [], "premises")).toBe("Restaurant|Something else");
  });

  test("the manifest is what sha256sum checks, and names these files only", () => {
    const folder = mkdtempSync(join(tmpdir(), "export-"));
    try {
      const files = exportFiles(selection, "uwazi");
      for (const { name, bytes } of files) writeFileSync(join(folder, name), bytes);
      const checked = execFileSync("sha256sum", ["--strict", "-c", "SHA256SUMS"], { cwd: folder }).toString();
      expect(checked.trim().split("\n")).toHaveLength(files.length - 1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test("no name of the casebook's own leaves, and numbers are new each time", () => {
    const inner = [
      ...tips,
      entity,
      desk.person.key,
      desk.person.device,
      ...desk.acts.signed.map(({ digest }) => digest),
    ];
    for (const form of ["csv", "json", "geojson", "uwazi"] as const) {
      const all = exportFiles(selection, form)
        .map(({ bytes }) => textOf(bytes))
        .join();
      expect(inner.filter((name) => all.includes(name))).toEqual([]);
    }
    const again = selected(desk, "public");
    expect(
      [...again.numbers.values()].filter((number) => [...selection.numbers.values()].includes(number)),
    ).toEqual([]);
  });

  test("a recipient has one number for a case in every export, another recipient has none of them", () => {
    const [mine, theirs, likeMine] = (["Fire Lane", "Lantern", "Fire Lane"] as const).map((name, i) =>
      desk.do({
        kind: "recipient",
        audience: "public",
        name,
        key: (i === 1 ? "77" : "88").repeat(32) as RecipientKey,
      }),
    );
    const numbersFor = (act: ActDigest | undefined) => {
      const recipient = recipientsFor(desk.view, "public").find((one) => one.act === act);
      if (!recipient) throw new Error("a recipient");
      const numberOf = numbersOf(recipient);
      const { cases, numbers } = selectCases(desk.view, { instance: INSTANCE, audience: "public", numberOf });
      expect(cases.map(({ number }) => number)).toEqual([...numbers.values()].sort());
      for (const number of numbers.values()) expect(number).toMatch(/^[0-9A-F]{5}(-[0-9A-F]{5}){2}$/);
      return numbers;
    };
    const first = numbersFor(mine);
    expect(numbersFor(mine)).toEqual(first);
    expect([...first.keys()].sort()).toEqual([...tips, entity].sort());
    // Not even where a reviewer gave two the same key.
    const all = [first, numbersFor(theirs), numbersFor(likeMine)].flatMap((numbers) => [...numbers.values()]);
    expect(new Set(all).size).toBe(3 * first.size);
    expect(recipientsFor(desk.view, "partners")).toEqual([]);
    const written = exportFiles(
      selectCases(desk.view, {
        instance: INSTANCE,
        audience: "public",
        numberOf: (about) => first.get(about) ?? "",
      }),
      "json",
    );
    for (const secret of ["8888", mine, "Fire Lane"].flatMap((one) => one ?? []))
      expect(written.map(({ bytes }) => textOf(bytes)).join()).not.toContain(secret);
  });

  test("two cases under one number are written for nobody", async () => {
    const options = { instance: INSTANCE, audience: "public", numberOf: () => "SAME" } as const;
    expect(await casebookCodeOf(() => selectCases(desk.view, options))).toBe("export-refused");
  });

  test("the log of an export can be signed, and shows it", () => {
    const files = exportFiles(selection, "csv");
    for (const what of exportedActs(selection, "csv", files)) desk.do(what as What);
    expect(
      desk.view.exports.map(({ value }) => [value.audience, value.cases.length, value.withheld]),
    ).toEqual([["public", 4, 0]]);
  });

  test("consent to be counted shows no single case", async () => {
    expect(await casebookCodeOf(() => exportFiles(selected(desk, "statistics"), "csv"))).toBe(
      "export-refused",
    );
  });

  test("counts: below five nothing is shown to others, and reviewers see all", async () => {
    const options = { instance: INSTANCE, audience: "statistics" } as const;
    const counted = (audience: "statistics" | "internal") =>
      readByPython(
        countsExport(desk.view, ["country", "premises"], { ...options, audience }).files[0]?.bytes ??
          new Uint8Array(),
      );
    expect(await casebookCodeOf(() => counted("statistics"))).toBe("export-refused");
    for (const n of [4, 5, 6, 7, 8, 9]) {
      const about = keep(desk, n, ["statistics"]);
      desk.do({ kind: "verified", about, verification: "likely" });
    }
    keep(desk, 10, ["internal"], { station: null });
    expect(counted("statistics")).toEqual([
      ["base", "country", "premises", "at_least"],
      ["likely_tips", "(all)", "(all)", "5"],
      ["likely_tips", "ES", "(all)", "5"],
      ["likely_tips", "ES", "several", "5"],
    ]);
    expect(counted("internal")).toContainEqual(["tips", "TW", "(all)", "1"]);
  });
});
