import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { CaseKind } from "../../../../client/casebook/export/case.ts";
import { exportFiles } from "../../../../client/casebook/export/export.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import { newEntityId } from "../../../../client/casebook/names.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { CODES } from "../../../../client/report/vocabulary/codes.ts";
import { INSTANCE, keep, named, newDesk } from "../../../support/casebooks.ts";

const desk = newDesk();
const PLACE = {
  geonames: 1,
  name: "Santiago, Chile",
  country: "CL" as Country,
  lat: -33.4569,
  lon: -70.6483,
};

/** Tips with every code there is, one after the other, and texts that could pass for something else. */
const TEXTS = ["A|B", "x::y", "- nested", 'a "quoted"\nline, and more; =1+1', "null", "2024-01-01", "夜鷹"];
for (const [i, premises] of CODES.premises.entries()) {
  const tip = keep(desk, i, ["publish_anon"], {
    narrative: TEXTS[i % TEXTS.length] ?? "",
    station: {
      premises: [premises],
      premisesOther: premises === "other" ? "A|B" : "",
      nameUsed: "other",
      nameUsedOther: "|::|",
      linkedBureau: [...CODES.linkedBureau],
      linkedBureauOther: "x",
      place: null,
      since: null,
    },
    pressure: {
      family: [...CODES.pressureFamily],
      direct: [...CODES.pressureDirect],
      directOther: "y",
      place: null,
      when: null,
    },
  });
  desk.do({ kind: "tlp", tip, tlp: "clear" });
  desk.do({ kind: "placed", about: tip, which: "station", place: PLACE });
  const entity = newEntityId();
  const sort = i % 2 ? "station" : "incident";
  desk.do({
    kind: "entity",
    entity,
    sort,
    title: `T ${i}`,
    country: null,
    premises: [premises],
    summary: "s",
  });
  desk.do({ kind: "supports", tip, entity });
}

const filesFor = (kinds?: readonly CaseKind[]) =>
  exportFiles(
    selectCases(desk.view, {
      instance: INSTANCE,
      audience: "public",
      exactPlaces: true,
      ...(kinds && { kinds }),
    }),
    "uwazi",
  );
const rowsOf = (bytes: Uint8Array): string[][] => parse(Buffer.from(bytes)) as string[][];
const files = filesFor();

/** How Uwazi looks a label up: without regard to case, and to white space at the ends. */
const looked = (label: string) => label.trim().toLowerCase();

const THESAURI = {
  premises: "premises",
  pressure: "pressure",
  bureau: "bureau",
  verification: "verification",
};

describe("Uwazi's rules, row by row", () => {
  const tables = files.filter(({ name }) => /^uwazi-(tip|station|incident)\.csv$/.test(name));

  test("a table for each kind of case, whose first column is the title, and whose names Uwazi leaves as they are", () => {
    expect(tables.map(({ name }) => name)).toEqual([
      "uwazi-tip.csv",
      "uwazi-station.csv",
      "uwazi-incident.csv",
    ]);
    for (const { bytes } of tables) {
      const [head = [], ...rows] = rowsOf(bytes);
      expect(head[0]).toBe("Title");
      expect(new Set(head).size).toBe(head.length);
      for (const name of head) {
        expect(name).toMatch(/^[A-Za-z]+(_[a-z]+)*$/);
        // Two underscores would mean a language, which needs a column for every language of the instance.
        expect(name).not.toContain("__");
      }
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row).toHaveLength(head.length);
        expect(row[0]?.trim()).not.toBe("");
      }
    }
  });

  test("every value of a select or multi-select is in its thesaurus, and in one way only", () => {
    for (const { bytes } of tables) {
      const [head = [], ...rows] = rowsOf(bytes);
      for (const [column, thesaurus] of Object.entries(THESAURI)) {
        const known = rowsOf(named(files, `uwazi-thesaurus-${thesaurus}.csv`)).slice(1);
        const labels = known.map(([english = ""]) => looked(english));
        for (const row of rows) {
          for (const value of (row[head.indexOf(column)] ?? "").split("|")) {
            if (value !== "") expect(labels.filter((label) => label === looked(value))).toHaveLength(1);
          }
        }
      }
    }
  });

  test("several values stand between bars: every pressure and every bureau there is comes back", () => {
    const [head = [], row = []] = rowsOf(named(files, "uwazi-tip.csv"));
    const values = (name: string) => (row[head.indexOf(name)] ?? "").split("|");
    expect(values("pressure")).toHaveLength(CODES.pressureFamily.length + CODES.pressureDirect.length);
    expect(values("bureau")).toHaveLength(CODES.linkedBureau.length);
  });

  test("a position is latitude, bar, longitude, as numbers", () => {
    const [head = [], ...rows] = rowsOf(named(files, "uwazi-tip.csv"));
    for (const row of rows) {
      const [lat, lon, more] = (row[head.indexOf("place_geolocation")] ?? "").split("|");
      expect([Number(lat), Number(lon), more]).toEqual([PLACE.lat, PLACE.lon, undefined]);
    }
  });

  test("thesauri have a column a language, under Uwazi's names for them, and no value that is nested or none", () => {
    for (const name of Object.values(THESAURI)) {
      const [head = [], ...rows] = rowsOf(named(files, `uwazi-thesaurus-${name}.csv`));
      expect(head).toEqual(["English", "Chinese (Simplified)", "Chinese (Traditional)"]);
      for (const label of rows.flat()) {
        expect(label).not.toMatch(/^\s*-|::|\||^\s|\s$|^$|^(null|undefined|n\/a)$/i);
      }
      for (const column of head.keys()) {
        const labels = rows.map((row) => looked(row[column] ?? ""));
        expect(labels.filter((label, i) => labels.indexOf(label) !== i)).toEqual([]);
      }
    }
  });

  test("one kind alone is called as Uwazi looks for it in a ZIP", () => {
    expect(filesFor(["station"]).map(({ name }) => name)).toContain("import.csv");
    expect(files.map(({ name }) => name)).not.toContain("import.csv");
  });
});
