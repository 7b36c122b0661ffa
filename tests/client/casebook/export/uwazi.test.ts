import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import type { CaseKind } from "../../../../client/casebook/export/case.ts";
import { exportFiles } from "../../../../client/casebook/export/export.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import { zipFile } from "../../../../client/casebook/export/zip.ts";
import { newEntityId } from "../../../../client/casebook/names.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { dateOf } from "../../../../client/report/date.ts";
import { CODES } from "../../../../client/report/vocabulary/codes.ts";
import { LANGUAGES, type Language } from "../../../../client/report/vocabulary/languages.ts";
import { INSTANCE, keep, named, newDesk } from "../../../support/casebooks.ts";
import { type PropertyType, UwaziLibrary } from "../../../support/uwazi.ts";

const desk = newDesk();
const SANTIAGO = {
  geonames: 1,
  name: "Santiago",
  country: "CL" as Country,
  lat: -33.4569,
  lon: -70.6483,
};
const LIMA = { geonames: 2, name: "Lima", country: "PE" as Country, lat: -12.0432, lon: -77.0282 };
const since = dateOf({ precision: "about", year: 2019, month: null, day: null }) ?? null;
const when = dateOf({ precision: "ongoing", year: 2024, month: 3, day: null }) ?? null;

/** Tips with every code there is, one after the other, and texts that could pass for something else. */
const TEXTS = ["A|B", "x::y", "- nested", 'a "quoted"\nline, and more; =1+1', "=1+1", "2024-01-01", "夜鷹"];
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
      place: {
        country: "CL" as Country,
        region: "RM",
        city: "Santiago",
        address: "Bandera 1",
        precision: "exact",
      },
      since,
    },
    pressure: {
      family: [...CODES.pressureFamily],
      direct: [...CODES.pressureDirect],
      directOther: "y",
      place: null,
      when,
    },
  });
  desk.do({ kind: "tlp", tip, tlp: "clear" });
  desk.do({ kind: "placed", about: tip, which: "station", place: SANTIAGO });
  desk.do({ kind: "placed", about: tip, which: "pressure", place: LIMA });
  const entity = newEntityId();
  const sort = i % 2 ? "station" : "incident";
  desk.do({
    kind: "entity",
    entity,
    sort,
    // Two of one title, and a bar in it.
    title: ` T | ${i >> 2}`.trim(),
    country: null,
    premises: [premises],
    summary: "s",
  });
  desk.do({ kind: "supports", tip, entity });
}

const filesFor = (kinds?: readonly CaseKind[], language: Language = "en") =>
  exportFiles(
    selectCases(desk.view, {
      instance: INSTANCE,
      audience: "public",
      exactPlaces: true,
      language,
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
  consent: "consent",
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

  test("of both places a position is latitude, bar, longitude, as numbers, and says that it is a city's", () => {
    const [head = [], ...rows] = rowsOf(named(files, "uwazi-tip.csv"));
    for (const row of rows) {
      const cell = (name: string) => row[head.indexOf(name)] ?? "";
      for (const [which, lat, lon] of [
        ["station", -33.46, -70.65],
        ["incident", -12.04, -77.03],
      ] as const) {
        expect(cell(`${which}_geolocation`).split("|").map(Number)).toEqual([lat, lon]);
        expect(cell(`${which}_position_precision`)).toBe("City");
        expect(cell(`${which}_position_degrees`)).toBe("0.01");
      }
    }
  });

  test("thesauri have a column a language, under Uwazi's names for them, and no value that is nested or none", () => {
    for (const name of Object.values(THESAURI)) {
      const [head = [], ...rows] = rowsOf(named(files, `uwazi-thesaurus-${name}.csv`));
      expect(head).toEqual(["English", "Chinese (Simplified)", "Chinese (Traditional)", "Chinese"]);
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

const TYPES: Readonly<Record<string, PropertyType>> = {
  case_number: "text",
  station_geolocation: "geolocation",
  incident_geolocation: "geolocation",
  since_text: "text",
  since_range: "daterange",
  when_text: "text",
  when_range: "daterange",
  premises_other: "text",
  name_used: "text",
  station_country_name: "text",
  station_address: "text",
  ...Object.fromEntries(Object.values(THESAURI).map((name) => [name, { multiselect: name }])),
  related_stations: { relationship: "station" },
  related_incidents: { relationship: "incident" },
  description: "text",
};

const NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  "zh-Hans": "Chinese (Simplified)",
  "zh-Hant": "Chinese (Traditional)",
};

/** Everything imported in the order that we say: thesauri, what is referred to by title, then what refers to it. */
function libraryWith(written: typeof files, language: string): UwaziLibrary {
  const library = new UwaziLibrary(language);
  for (const name of Object.values(THESAURI))
    library.importThesaurus(name, named(written, `uwazi-thesaurus-${name}.csv`));
  for (const kind of ["station", "incident", "tip"])
    library.importTable(kind, named(written, `uwazi-${kind}.csv`), TYPES);
  return library;
}

describe("imported by a library", () => {
  test.each(LANGUAGES)(
    "in %s: no thesaurus grows, no entity is made of a title, nothing is lost",
    (language) => {
      const written = filesFor(undefined, language);
      const { thesauri, entities } = libraryWith(written, NAMES[language]);
      expect(thesauri.get("premises")).toHaveLength(CODES.premises.length);
      expect(thesauri.get("bureau")).toHaveLength(CODES.linkedBureau.length);
      expect(thesauri.get("consent")).toHaveLength(CODES.consent.length);
      expect(entities).toHaveLength(2 * CODES.premises.length);
      expect(new Set(entities.map(({ title }) => title)).size).toBe(entities.length);
      const tips = entities.filter(({ template }) => template === "tip");
      for (const { title, metadata } of tips) {
        expect(title).toContain("Santiago · ");
        expect([metadata.related_stations ?? [], metadata.related_incidents ?? []].flat()).toHaveLength(1);
        expect(metadata).toMatchObject({
          station_geolocation: { lat: -33.46, lon: -70.65 },
          incident_geolocation: { lat: -12.04, lon: -77.03 },
          // About 2019, and from March 2024 on.
          since_range: { from: Date.UTC(2018, 0, 1) / 1000, to: Date.UTC(2020, 11, 31) / 1000 },
          when_range: { from: Date.UTC(2024, 2, 1) / 1000, to: null },
          name_used: "|::|",
          station_address: "Bandera 1",
          station_country_name: { en: "Chile", "zh-Hans": "智利", "zh-Hant": "智利" }[language],
        });
      }
      if (language === "en")
        expect(tips[0]?.metadata).toMatchObject({
          since_text: "around 2019",
          when_text: "Still going on, since March 2024",
        });
      expect(tips.map(({ metadata }) => metadata.description)).toContain("=1+1");
    },
  );

  test.each([
    ["Chinese", "zh-Hans"],
    ["Chinese", "zh-Hant"],
    ["Spanish", "en"],
  ] as const)("nor in a library in %s that has labels in %s", (name, language) => {
    const { thesauri } = libraryWith(filesFor(undefined, language), name);
    expect(thesauri.get("premises")).toHaveLength(CODES.premises.length);
    expect(thesauri.get("verification")?.includes("Confirmed")).toBe(language === "en");
  });

  test("a mixed ZIP is refused; one of a single kind is taken, and so is a table alone", () => {
    const library = new UwaziLibrary("English");
    const zip = (written: typeof files) => zipFile("x.zip", written).bytes;
    expect(() => library.importTable("tip", zip(files), TYPES)).toThrow("import.csv");
    library.importTable("station", zip(filesFor(["station"])), TYPES);
    library.importTable("incident", named(files, "uwazi-incident.csv"), TYPES);
    expect(library.entities).toHaveLength(CODES.premises.length);
  });
});
