import { createHash } from "node:crypto";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import type { CaseForm } from "../../../../client/casebook/export/export.ts";
import { FIELD_NAMES, fieldValue } from "../../../../client/casebook/export/fields.ts";
import { newEntityId, type RecipientKey, type TipId } from "../../../../client/casebook/names.ts";
import type { ErrorCode } from "../../../../client/opening/error-codes.ts";
import { codeOf } from "../../../../client/opening/error-codes.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { caseFields, fieldsOf } from "../../../../client/workbench/export/case-fields.ts";
import { dossierMarking, dossierText } from "../../../../client/workbench/export/dossier.ts";
import { en } from "../../../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../../../client/workbench/strings/languages.ts";
import { Exports } from "../../../../client/workbench/worker/export.ts";
import type { Asked, WantedFiles } from "../../../../client/workbench/worker/export-messages.ts";
import { DAY, type Desk, INSTANCE, keep, newDesk } from "../../../support/casebooks.ts";

const ALL: Asked = {
  audience: "partners",
  exactPlaces: false,
  language: "en",
  recipient: null,
  kinds: ["tip", "station", "incident"],
  only: null,
  counting: null,
};

/** What the worker's casebook says of a desk's. */
const saidBy = (desk: Desk) => {
  const { signed, findings, heads } = desk.acts;
  return { view: desk.view, state: [signed.length, findings.length, ...heads].join(" ") };
};

function deskWithTips() {
  const desk = newDesk();
  const open = keep(desk, 1, ["partners"]);
  desk.do({ kind: "tlp", tip: open, tlp: "amber" });
  const closed = keep(desk, 2, ["internal"]);
  return { desk, open, closed };
}

function codeIn(work: () => unknown): ErrorCode | undefined | "none" {
  try {
    work();
    return "none";
  } catch (error) {
    return codeOf(error);
  }
}

describe("what leaves is what was looked at", () => {
  test("the files hold the cases of the preview, under the same numbers; the acts say which, and how many stayed", () => {
    const { desk, open, closed } = deskWithTips();
    const exports = new Exports(INSTANCE);
    const preview = exports.preview(saidBy(desk), ALL);
    expect(preview.cases.map(({ about }) => about)).toEqual([open]);
    expect(preview.withheld).toEqual([{ about: closed, reasons: ["consent", "tlp"] }]);
    const number = preview.cases[0]?.number ?? "";
    const { written, acts } = exports.write(saidBy(desk), { form: "json" });
    const files = unzipSync(written.bytes);
    expect(Object.keys(files)).toEqual(["cases.json", "SHA256SUMS"]);
    const { cases } = JSON.parse(new TextDecoder().decode(files["cases.json"]));
    const one = exports.caseOf(saidBy(desk), number);
    expect(cases).toEqual([
      Object.fromEntries(FIELD_NAMES.map((name) => [name, fieldValue(one, name, "en")])),
    ]);
    const digest = (bytes: Uint8Array | undefined) =>
      createHash("sha256")
        .update(bytes ?? "")
        .digest("hex");
    expect(written.files).toEqual([
      { name: "cases.json", sha256: digest(files["cases.json"]) },
      { name: "SHA256SUMS", sha256: digest(files.SHA256SUMS) },
    ]);
    expect(acts).toEqual([
      {
        kind: "exported",
        form: "json",
        audience: "partners",
        cases: [{ about: open, number }],
        manifest: digest(files.SHA256SUMS),
        withheld: 1,
      },
    ]);
    for (const act of acts) desk.do(act);
    expect(desk.view.exports).toHaveLength(1);
  });

  test("the preview lists the fields of the form, and none that it doesn't hold", () => {
    const { desk } = deskWithTips();
    const exports = new Exports(INSTANCE);
    const held = (form: CaseForm, name: string) => {
      exports.preview(saidBy(desk), { ...ALL, exactPlaces: true });
      const files = unzipSync(exports.write(saidBy(desk), { form }).written.bytes);
      return Buffer.from(files[name] ?? []).toString();
    };
    const [head = ""] = held("csv", "cases.csv").replace("\ufeff", "").split("\r\n");
    expect(head.split(",")).toEqual(fieldsOf("csv"));
    expect(Object.keys(JSON.parse(held("json", "cases.json")).cases[0])).toEqual(fieldsOf("json"));
    const { features } = JSON.parse(held("geojson", "cases.geojson"));
    const onMap = features.flatMap(
      ({ properties: { place_of, ...properties } }: { properties: { place_of: string } }) =>
        Object.keys(properties).map((name) => [name, `${place_of}_${name}`]),
    );
    expect(onMap.every((names: string[]) => fieldsOf("geojson").some((name) => names.includes(name)))).toBe(
      true,
    );
    expect(fieldsOf("geojson").every((name) => onMap.flat().includes(name))).toBe(true);
    // As columns of Uwazi's are called.
    const others: Readonly<Record<string, string>> = {
      number: "case_number",
      bureaus: "bureau",
      bureaus_other: "bureau_other",
      text: "description",
      related_titles: "related_stations",
    };
    const columns = held("uwazi", "import.csv").split("\r\n")[0]?.split(",") ?? [];
    const inUwazi = fieldsOf("uwazi").map((name) =>
      (others[name] ?? name)
        .replace(/_(lat|lon)$/, "_geolocation")
        .replace(/^(since|when)(_precision)?$/, "$1_text")
        .replace(/^(since|when)_(from|to)$/, "$1_range")
        .replace(/^title$/, "Title"),
    );
    const related = ["related_incidents", "related_tips"];
    expect([...new Set([...inUwazi, ...related])].sort()).toEqual([...columns].sort());
    expect(fieldsOf("dossier")).not.toContain("station_geonames");
  });

  test("to a recipient a case leaves under one number, this time and the next, and to nobody else", () => {
    const { desk } = deskWithTips();
    const key = "77".repeat(32) as RecipientKey;
    const recipient = desk.do({ kind: "recipient", audience: "partners", name: "Lantern", key });
    const exports = new Exports(INSTANCE);
    const look = (asked: Partial<Asked>) =>
      exports.preview(saidBy(desk), { ...ALL, ...asked }).cases.map(({ number }) => number);
    const numbers = look({ recipient });
    expect(numbers).toHaveLength(1);
    expect(look({ recipient })).toEqual(numbers);
    expect(look({})).not.toEqual(numbers);
    expect(() => look({ recipient, audience: "authorities" })).toThrow("no such recipient");
  });

  test("nothing is written once the casebook says more: a redaction made meanwhile is never missed", () => {
    const { desk, open } = deskWithTips();
    const exports = new Exports(INSTANCE);
    expect(codeIn(() => exports.write(saidBy(desk), { form: "csv" }))).toBe("export-outdated");
    exports.preview(saidBy(desk), ALL);
    desk.do({ kind: "redacted", tip: open, field: "narrative", from: 0, to: 5, why: "x" });
    expect(codeIn(() => exports.write(saidBy(desk), { form: "csv" }))).toBe("export-outdated");
    exports.preview(saidBy(desk), ALL);
    expect(codeIn(() => exports.write(saidBy(desk), { form: "csv" }))).toBe("none");
  });

  test("where nothing may leave, nothing is written, in any form", () => {
    const { desk } = deskWithTips();
    const exports = new Exports(INSTANCE);
    exports.preview(saidBy(desk), { ...ALL, audience: "public" });
    const wishes: WantedFiles[] = [
      { form: "csv" },
      { form: "uwazi" },
      { form: "dossier", text: "x" },
      { form: "counts", dimensions: ["country"], base: "tips" },
    ];
    for (const wanted of wishes)
      expect(codeIn(() => exports.write(saidBy(desk), wanted))).toBe("export-refused");
    exports.preview(saidBy(desk), { ...ALL, audience: "statistics" });
    expect(codeIn(() => exports.write(saidBy(desk), { form: "csv" }))).toBe("export-refused");
  });

  test("counts are a publication: signed as what was counted, warned of beside cases, and not written twice", () => {
    const desk = newDesk();
    const tips = [1, 2, 3, 4, 5, 6].map((n) => keep(desk, n, ["publish_anon"]));
    const [first] = tips as [TipId, ...TipId[]];
    for (const about of tips) desk.do({ kind: "verified", about, verification: "likely" });
    desk.do({ kind: "tlp", tip: first, tlp: "clear" });
    const exports = new Exports(INSTANCE);
    const counting = { base: "likely_tips", dimensions: ["country"] } as const;
    const cases: Asked = { ...ALL, audience: "public" };
    const counts: Asked = { ...ALL, audience: "statistics", counting };
    expect(exports.preview(saidBy(desk), cases).beside).toEqual([]);
    for (const act of exports.write(saidBy(desk), { form: "csv" }).acts) desk.do(act);
    const exception = desk.do({ kind: "overridden", about: first, audience: "statistics", why: "asked" });
    expect(exports.preview(saidBy(desk), counts)).toMatchObject({
      beside: [DAY],
      countedTwice: [],
      exceptions: [{ act: exception, about: first }],
    });
    const { acts } = exports.write(saidBy(desk), { form: "counts", ...counting });
    expect(acts.map(({ kind }) => kind)).toEqual(["counted", "exported"]);
    for (const act of acts) desk.do(act);
    expect(exports.tally(saidBy(desk)).ways).toEqual([counting]);
    exports.preview(saidBy(desk), counts);
    expect(codeIn(() => exports.write(saidBy(desk), { form: "counts", ...counting }))).toBe("export-refused");
    expect(exports.preview(saidBy(desk), cases).beside).toEqual([DAY]);
  });

  test("only what is asked for leaves, and only of that is said that it stays", () => {
    const { desk, open, closed } = deskWithTips();
    const exports = new Exports(INSTANCE);
    const entity = newEntityId();
    const of = { title: "S", country: null, premises: [], summary: "" };
    desk.do({ kind: "entity", entity, sort: "incident", ...of });
    desk.do({ kind: "supports", tip: open, entity });
    const look = (asked: Partial<Asked>) => exports.preview(saidBy(desk), { ...ALL, ...asked });
    expect(look({ only: [open] })).toMatchObject({ cases: [{ about: open }], withheld: [] });
    expect(look({ only: [closed] })).toMatchObject({ cases: [], withheld: [{ about: closed }] });
    expect(look({ kinds: ["incident"] })).toMatchObject({ cases: [{ about: entity }], withheld: [] });
    expect(look({ kinds: [] })).toMatchObject({ cases: [], withheld: [] });
    const [one] = look({ kinds: ["incident"] }).cases;
    expect(exports.caseOf(saidBy(desk), one?.number ?? "").related).toEqual([]);
  });
});

describe("a dossier", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["partners"], { narrative: "- I am no heading\n\u202eand turn nothing round" });
  desk.do({ kind: "tlp", tip, tlp: "amber" });
  desk.do({ kind: "graded", tip, source: "B", information: "2" });
  const place = { geonames: 1, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };
  desk.do({ kind: "placed", about: tip, which: "station", place });
  const exports = new Exports(INSTANCE);
  const { cases } = exports.preview(saidBy(desk), ALL);
  const number = cases[0]?.number ?? "";
  const dossier = {
    audience: "partners" as const,
    cases: [exports.caseOf(saidBy(desk), number)],
    withheld: 1,
    exceptions: [],
    sha256: null,
  };

  test("says on every page for whom it is, and how it is to be handled", () => {
    expect(dossierMarking(dossier, en)).toBe(
      `For partner organisations only · TLP:AMBER · PAP:RED · ${number}`,
    );
  });

  test.each(LANGUAGES.map((strings) => [strings.language, strings] as const))(
    "says all there is in %s; what a source wrote passes for no words of ours",
    (_language, strings) => {
      const text = dossierText(dossier, strings);
      const lines = text.split("\n");
      expect(lines[0]).toBe(dossierMarking(dossier, strings));
      for (const word of [number, strings.exports.redactedNote, strings.exports.withheldTips(1), "40.4"]) {
        expect(text).toContain(word);
      }
      expect(lines.map((line) => line.trim())).toEqual(
        expect.arrayContaining(["| - I am no heading", "| \\u{202e}and turn nothing round", "| 平安之家"]),
      );
      expect(text).not.toMatch(/\u202e|undefined|null/);
    },
  );

  test("for the public it doesn't tell that a tip behind it stays", () => {
    const said = dossierText({ ...dossier, audience: "public" }, en);
    expect(said).not.toContain(en.exports.withheldTips(1));
    expect(dossierText({ ...dossier, audience: "public", withheld: 0 }, en)).toBe(said);
  });

  test("its text is the one file of an export, recorded by its SHA-256", () => {
    const text = dossierText(dossier, en);
    const { written, acts } = exports.write(saidBy(desk), { form: "dossier", text });
    expect(written.name).toBe(`dossier-${number}.txt`);
    expect(new TextDecoder().decode(written.bytes)).toBe(text);
    expect(written.files.map(({ name }) => name)).toEqual([written.name, "SHA256SUMS"]);
    expect(acts).toMatchObject([{ form: "dossier", cases: [{ about: tip, number }] }]);
  });

  test("a case is shown field by field as it would leave, safe to look at", () => {
    const fields = new Map(dossier.cases.flatMap((one) => caseFields(one, "csv", "en")));
    expect(fields.get("text")).toContain("\\u{202e}");
    expect(fields.get("station_place")).toBe("Madrid");
    expect(fields.get("station_lat")).toBe("40.4");
    expect(fields.has("station_region")).toBe(true);
    expect(fields.has("labels")).toBe(false);
  });
});
