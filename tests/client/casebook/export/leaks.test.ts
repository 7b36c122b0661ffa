import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { BASES, DIMENSIONS } from "../../../../client/casebook/counts.ts";
import { countsExport } from "../../../../client/casebook/export/counts-file.ts";
import { CASE_FORMS, exportFiles } from "../../../../client/casebook/export/export.ts";
import type { ExportFile } from "../../../../client/casebook/export/files.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import { newEntityId } from "../../../../client/casebook/names.ts";
import { signedLetter } from "../../../../client/casebook/signed-letter.ts";
import { type Audience, TEXT_FIELDS, type TextField } from "../../../../client/casebook/what.ts";
import type { Country } from "../../../../client/report/countries.ts";
import { EMPTY_PRESSURE, EMPTY_STATION, type Report } from "../../../../client/report/report.ts";
import { encodeTip, parseTip } from "../../../../client/report/tip.ts";
import { dossierText } from "../../../../client/workbench/export/dossier.ts";
import { occurrencesOf } from "../../../../client/workbench/redaction/occurrences.ts";
import { textsOfReport } from "../../../../client/workbench/redaction/texts.ts";
import { LANGUAGES } from "../../../../client/workbench/strings/languages.ts";
import { utf8 } from "../../../../crypto/bytes.ts";
import { parseVerifyingKey } from "../../../../crypto/ed25519.ts";
import {
  type Desk,
  INSTANCE,
  keep,
  keptReport,
  newDesk,
  newPerson,
  textOf,
  tipNamed,
} from "../../../support/casebooks.ts";
import { replyOf } from "../../../support/replies.ts";
import { letterOf, replied, signedBy } from "../../../support/written-letters.ts";
import { RICH_REPORT } from "../../report/rich-report.ts";

const SINGLY = ["internal", "public", "partners", "authorities"] as const satisfies readonly Audience[];

/** Everything that can leave a casebook for an audience, in every form and language, exact places and all. */
function everyByte(desk: Desk, audience: Audience): string {
  const view = desk.view;
  const files: ExportFile[] = [];
  for (const base of BASES) {
    const options = { instance: INSTANCE, audience, base };
    files.push(...tryCounts(() => countsExport(view, DIMENSIONS, options).files));
  }
  if (audience !== "statistics") {
    const selection = selectCases(view, { instance: INSTANCE, audience, exactPlaces: true });
    for (const form of CASE_FORMS) files.push(...exportFiles(selection, form));
    for (const strings of LANGUAGES) {
      const dossier = {
        audience,
        cases: selection.cases,
        withheld: selection.withheld.length,
        exceptions: [],
        sha256: null,
      };
      files.push({ name: "dossier.txt", bytes: new TextEncoder().encode(dossierText(dossier, strings)) });
    }
  }
  return files.map(({ name, bytes }) => `${name}\n${textOf(bytes)}`).join("\n");
}

/** Too few to be counted is nothing that leaves. */
function tryCounts(make: () => readonly ExportFile[]): readonly ExportFile[] {
  try {
    return make();
  } catch (error) {
    if (error instanceof Error && error.name === "CasebookError") return [];
    throw error;
  }
}

/** A report with a text of its own in every field that has one. */
function reportWith(texts: Readonly<Record<TextField, string>>): Partial<Report> {
  const place = (which: "station" | "pressure") => ({
    country: "ES" as Country,
    region: texts[`${which}.place.region`],
    city: texts[`${which}.place.city`],
    address: texts[`${which}.place.address`],
    precision: "exact" as const,
  });
  return {
    station: {
      ...EMPTY_STATION,
      premises: ["other"],
      premisesOther: texts["station.premisesOther"],
      nameUsed: "other",
      nameUsedOther: texts["station.nameUsedOther"],
      linkedBureau: ["other"],
      linkedBureauOther: texts["station.linkedBureauOther"],
      place: place("station"),
    },
    pressure: {
      ...EMPTY_PRESSURE,
      direct: ["other"],
      directOther: texts["pressure.directOther"],
      place: place("pressure"),
    },
    narrative: texts.narrative,
  };
}

const FIELDS = TEXT_FIELDS.filter((field) => field !== "text");

/** Letters that stand nowhere else, of several scripts. */
const CANARY = fc
  .array(fc.constantFrom(..."ZQXJKVЖЩ鷹鴞ཧۋ"), { minLength: 6, maxLength: 9 })
  .map((letters) => letters.join(""));

/** What stands around it: nothing of a canary, and much that could upset who counts characters. */
const around = fc
  .array(fc.constantFrom("a", " ", "=", ";", "\n", "😀", "é", "\u202e", '"', "|", "夜", "\u200d"), {
    maxLength: 6,
  })
  .map((parts) => parts.join(""));

const texts = fc.record(
  Object.fromEntries(FIELDS.map((field) => [field, fc.tuple(around, around)])) as Record<
    (typeof FIELDS)[number],
    fc.Arbitrary<[string, string]>
  >,
);

test("what was redacted is in no byte of any form, for any audience, wherever it stood", () => {
  fc.assert(
    fc.property(CANARY, texts, fc.boolean(), (canary, parts, twice) => {
      const said = Object.fromEntries(
        FIELDS.map((field) => [field, `b${parts[field][0]}${canary}${parts[field][1]}e`]),
      ) as Record<TextField, string>;
      const desk = newDesk();
      const report = reportWith(said);
      const tip = keep(desk, 1, ["publish_anon", "partners", "authorities"], report);
      desk.do({ kind: "tlp", tip, tlp: "clear" });
      for (const which of ["station", "pressure"] as const) {
        const place = { geonames: 1, name: canary, country: "ES" as Country, lat: 1, lon: 2 };
        desk.do({ kind: "placed", about: tip, which, place });
      }
      expect(everyByte(desk, "public")).toContain(canary);
      const whole = textsOfReport(report as Report);
      const found = occurrencesOf(whole, canary);
      expect(found).toHaveLength(FIELDS.length);
      for (const { field, from, to } of found) {
        const middle = twice ? from + 2 : to;
        desk.do({ kind: "redacted", tip, field, from, to: Math.max(middle, from + 1), why: "a name" });
        if (twice) desk.do({ kind: "redacted", tip, field, from: from + 1, to, why: "a name" });
      }
      for (const audience of SINGLY) expect(everyByte(desk, audience)).not.toContain(canary);
    }),
    { numRuns: 12 },
  );
});

test("a city that is redacted in one place isn't brought back by what was chosen for the other", () => {
  for (const [redacted, placed] of [
    ["station.place.city", "pressure"],
    ["pressure.place.region", "station"],
  ] as const) {
    const desk = newDesk();
    const said = Object.fromEntries(FIELDS.map((field) => [field, ""])) as Record<TextField, string>;
    const tip = keep(desk, 1, ["publish_anon"], reportWith({ ...said, [redacted]: "SECRET" }));
    desk.do({ kind: "tlp", tip, tlp: "clear" });
    const place = { geonames: 1, name: "SECRET", country: "ES" as Country, lat: 12.3456, lon: 2 };
    desk.do({ kind: "placed", about: tip, which: placed, place });
    expect(everyByte(desk, "public")).toMatch(/SECRET[\s\S]*12\.3/);
    desk.do({ kind: "redacted", tip, field: redacted, from: 0, to: 6, why: "a city" });
    for (const audience of SINGLY) expect(everyByte(desk, audience)).not.toMatch(/SECRET|12\.3/);
  }
});

test("a redaction that was taken back by somebody who had seen it lets the words leave again; one act is enough to hold them", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["publish_anon"], { narrative: "my name is SECRET, yes" });
  desk.do({ kind: "tlp", tip, tlp: "clear" });
  const first = desk.do({ kind: "redacted", tip, field: "narrative", from: 11, to: 17, why: "a name" });
  desk.do({ kind: "redacted", tip, field: "narrative", from: 10, to: 17, why: "a name" });
  desk.do({ kind: "unredacted", tip, redaction: first });
  expect(everyByte(desk, "public")).not.toContain("SECRET");
});

test("a tip that was kept with two texts leaves for nobody once anything in it is redacted", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["publish_anon"], { narrative: "my name is SECRET, yes" });
  expect(everyByte(desk, "internal")).toContain("SECRET");
  keep(desk, 1, ["publish_anon"], { narrative: "and also: my name is SECRET, yes" });
  desk.do({ kind: "redacted", tip, field: "narrative", from: 11, to: 17, why: "a name" });
  for (const audience of SINGLY) expect(everyByte(desk, audience)).not.toContain("SECRET");
});

describe("what is withheld", () => {
  const reasons = ["no consent", "TLP", "set aside", "by hand"] as const;

  test.each(reasons)("is in no byte of any form: %s", (reason) => {
    const desk = newDesk();
    const said = Object.fromEntries(FIELDS.map((field) => [field, `SECRET in ${field}`])) as Record<
      TextField,
      string
    >;
    const consent =
      reason === "no consent" ? (["internal"] as const) : (["publish_anon", "partners"] as const);
    const tip = reason === "by hand" ? tipNamed(1) : keep(desk, 1, consent, reportWith(said));
    if (reason === "by hand") {
      desk.do({ kind: "kept", tip, form: "text", text: "SECRET by hand", attachments: [], arrived: null });
    }
    if (reason !== "TLP") desk.do({ kind: "tlp", tip, tlp: "clear" });
    if (reason === "set aside") desk.do({ kind: "setaside", tips: [tip], aside: true });
    const place = { geonames: 1, name: "SECRET place", country: "ES" as Country, lat: 12.3456, lon: 2 };
    desk.do({ kind: "placed", about: tip, which: "station", place });
    desk.do({ kind: "noted", about: tip, text: "SECRET note" });
    desk.do({ kind: "labelled", about: tip, label: "SECRET label" });
    desk.do({ kind: "designated", tip, words: "SECRET words" });
    const entity = newEntityId();
    const of = { sort: "station", title: "SECRET title", summary: "SECRET summary" } as const;
    desk.do({ kind: "entity", entity, ...of, country: "ES" as Country, premises: [] });
    desk.do({ kind: "supports", tip, entity });
    const open = keep(desk, 2, ["publish_anon", "partners"]);
    desk.do({ kind: "tlp", tip: open, tlp: "clear" });
    desk.do({
      kind: "linked",
      from: tip < open ? tip : open,
      to: tip < open ? open : tip,
      link: "same_place",
    });
    for (const audience of ["public", "partners", "statistics"] as const) {
      const all = everyByte(desk, audience);
      if (audience !== "statistics") expect(all).toContain("story 2");
      expect(all).not.toMatch(/SECRET|12\.3/);
    }
  });

  test("notes, labels and designations leave to nobody outside, whatever leaves beside them", () => {
    const desk = newDesk();
    const tip = keep(desk, 1, ["publish_anon", "partners", "authorities"]);
    desk.do({ kind: "tlp", tip, tlp: "clear" });
    desk.do({ kind: "noted", about: tip, text: "SECRET note" });
    desk.do({ kind: "designated", tip, words: "SECRET words" });
    desk.do({ kind: "labelled", about: tip, label: "SECRET label" });
    for (const audience of ["public", "partners", "authorities"] as const) {
      expect(everyByte(desk, audience)).not.toContain("SECRET");
    }
    expect(everyByte(desk, "internal")).not.toMatch(/SECRET (note|words)/);
  });
});

test("a place leaves as coarse as asked: neither its digits nor its gazetteer's number bring the rest back", () => {
  const desk = newDesk();
  const tip = keep(desk, 1, ["publish_anon", "partners", "authorities"]);
  desk.do({ kind: "tlp", tip, tlp: "clear" });
  const place = { geonames: 3_117_735, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };
  desk.do({ kind: "placed", about: tip, which: "station", place });
  const entity = newEntityId();
  const of = { sort: "station", title: "S", summary: "" } as const;
  desk.do({ kind: "entity", entity, ...of, country: "ES" as Country, premises: [] });
  desk.do({ kind: "supports", tip, entity });
  for (const audience of ["public", "partners", "authorities", "internal"] as const) {
    const selection = selectCases(desk.view, { instance: INSTANCE, audience });
    const left = CASE_FORMS.flatMap((form) => exportFiles(selection, form))
      .map(({ bytes }) => new TextDecoder().decode(bytes))
      .join("\n");
    expect(left).toContain("Madrid");
    expect(left).toContain("40.4");
    expect(left).not.toMatch(/3117735|40\.41|3\.70/);
  }
});

test("a station is as narrow as the narrowest tip behind it, on every export that shows it", () => {
  const desk = newDesk();
  const entity = newEntityId();
  desk.do({ kind: "entity", entity, sort: "station", title: "S", country: null, premises: [], summary: "" });
  for (const [n, tlp] of [
    [1, "clear"],
    [2, "amber"],
  ] as const) {
    const tip = keep(desk, n, ["partners"]);
    desk.do({ kind: "tlp", tip, tlp });
    desk.do({ kind: "pap", tip, pap: tlp });
    desk.do({ kind: "supports", tip, entity });
  }
  const { cases } = selectCases(desk.view, { instance: INSTANCE, audience: "partners" });
  expect(cases.find(({ kind }) => kind === "station")).toMatchObject({ tlp: "amber", pap: "amber" });
});

test("no export tells where answers go, what a letter said, or in which slot it is", () => {
  const desk = newDesk();
  const bare = {
    ...RICH_REPORT,
    narrative: "A door.",
    consent: ["statistics", "publish_anon", "partners", "authorities"] as const,
  };
  const kept = keptReport(1, bare);
  const tip = parseTip(utf8(kept.text));
  const reply = replyOf(randomBytes(16), tip);
  desk.do({ ...kept, text: textOf(encodeTip({ ...tip, reply })) });
  desk.do({ kind: "tlp", tip: kept.tip, tlp: "clear" });
  desk.do({ kind: "verified", about: kept.tip, verification: "confirmed" });
  const said = "Wewroteittothem";
  const document = signedBy(
    letterOf({ address: parseVerifyingKey(reply.address, "key-weak"), code: "text", text: said }),
    newPerson().seed,
  );
  const slot = "5107".repeat(16);
  desk.do(replied(kept.tip, document, slot));
  const planted = [
    ...[reply.recipient, reply.mailbox, reply.address, reply.proof, said, slot],
    ...[signedLetter(document).name, JSON.parse(document).payload as string],
  ].map((text) => text.slice(0, 16));
  for (const audience of [...SINGLY, "statistics"] as const) {
    const all = everyByte(desk, audience).toLowerCase();
    if (audience !== "statistics") expect(all).toContain("a door.");
    for (const text of planted) expect(all.includes(text.toLowerCase()), `${audience} ${text}`).toBe(false);
  }
});
