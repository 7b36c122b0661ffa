import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  ACT_PAYLOAD_TYPE,
  type Act,
  encodeAct,
  MOST_ACT_BYTES,
  MOST_HEADS,
  parseAct,
} from "../../../client/casebook/acts.ts";
import { CasebookError } from "../../../client/casebook/errors.ts";
import type {
  ActDigest,
  AttachmentHash,
  EntityId,
  LineHash,
  RecipientKey,
  ReviewerKey,
} from "../../../client/casebook/names.ts";
import { letterText } from "../../../client/casebook/signed-letter.ts";
import { KINDS, type What } from "../../../client/casebook/what.ts";
import { encodeLetter } from "../../../client/letters/letter.ts";
import type { Country } from "../../../client/report/countries.ts";
import { EMPTY_REPORT } from "../../../client/report/report.ts";
import { encodeTip } from "../../../client/report/tip.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { signDocument } from "../../../crypto/documents/dsse.ts";
import type { RosterDigest } from "../../../crypto/documents/roster.ts";
import { encodeHex } from "../../../crypto/encoding.ts";
import { casebookCodeOf, DAY, INSTANCE, newPerson, sodium, tipNamed } from "../../support/casebooks.ts";
import { mutationsOf } from "../../support/mutations.ts";
import { letterOf, replied, signedBy } from "../../support/written-letters.ts";

const [from, to] = [tipNamed(1), tipNamed(2)].sort();
if (!from || !to) throw new Error("two tips");
const tip = from;
const entity = "5a".repeat(16) as EntityId;
const digest = (byte: string) => byte.repeat(32) as ActDigest;

function tipText(narrative: string): string {
  const report = { ...EMPTY_REPORT, narrative };
  const roster = new Uint8Array(32) as RosterDigest;
  return new TextDecoder().decode(
    encodeTip({ instance: INSTANCE, roster, language: "en", report, attachments: [], reply: null }),
  );
}

const attachment = {
  name: "attachments/01-photo.jpg",
  type: "image/jpeg",
  size: 12,
  sha256: "77".repeat(32) as AttachmentHash,
  stored: true,
};
const place = { geonames: 3117735, name: "Madrid", country: "ES" as Country, lat: 40.4165, lon: -3.7026 };

/** One of each kind. */
const WHATS: readonly What[] = [
  {
    kind: "kept",
    tip,
    form: "report",
    text: tipText("你好 “夜鹰” \\ \u0001"),
    attachments: [attachment],
    arrived: DAY,
  },
  { kind: "graded", tip, source: "B", information: "2" },
  { kind: "status", tip, status: "in_progress" },
  { kind: "priority", tip, priority: "urgent" },
  { kind: "tlp", tip, tlp: "amber_strict" },
  { kind: "pap", tip, pap: "amber" },
  { kind: "sensitivity", tip, sensitivity: "personal_info" },
  { kind: "assigned", tip, to: "11".repeat(32) as ReviewerKey },
  { kind: "designated", tip, words: "amber heron" },
  { kind: "setaside", tips: [from, to], aside: true },
  { kind: "verified", about: entity, verification: "likely" },
  { kind: "placed", about: tip, which: "station", place },
  {
    kind: "entity",
    entity,
    sort: "station",
    title: "夜鹰",
    country: "ES" as Country,
    premises: ["restaurant"],
    summary: "",
  },
  { kind: "labelled", about: entity, label: "follow up" },
  { kind: "unlabelled", about: tip, label: "follow up" },
  { kind: "noted", about: tip, text: "\ud800 a lone surrogate, \u202e and a bidi override" },
  { kind: "linked", from: to, to: from, link: "precedes" },
  { kind: "unlinked", from, to, link: "same_person" },
  { kind: "supports", tip, entity },
  { kind: "unsupports", tip, entity },
  { kind: "dismissed", tips: [from, to], suggestion: "similar_text" },
  { kind: "redacted", tip, field: "station.place.address", from: 2, to: 9, why: "a home" },
  { kind: "unredacted", tip, redaction: digest("22") },
  { kind: "translated", tip, language: "zh-Hant", text: "兩個字", without: [digest("22"), digest("55")] },
  replied(tip, signedBy(letterOf({ code: "text", text: "你好\n“夜鹰”" }), newPerson().seed), "0c".repeat(32)),
  { kind: "overridden", about: tip, audience: "partners", why: "asked in person" },
  { kind: "ruled", reviewers: 2 },
  { kind: "disowned", acts: [digest("11")], why: "we published nothing" },
  { kind: "withdrawn", about: tip, act: digest("88") },
  {
    kind: "exported",
    form: "csv",
    audience: "internal",
    cases: [{ about: tip, number: "7KQ2-M" }],
    manifest: "33".repeat(32),
    withheld: 3,
  },
  {
    kind: "counted",
    audience: "statistics",
    base: "likely_tips",
    dimensions: ["country", "month"],
    cells: [{ values: ["ES", "2026-11"], abouts: [from, to] }],
    manifest: "33".repeat(32),
  },
  {
    kind: "dropped",
    lines: [digest("22"), digest("55")] as string[] as LineHash[],
    why: "nobody has the roster",
  },
  { kind: "recipient", audience: "partners", name: "Fire Lane", key: "77".repeat(32) as RecipientKey },
  { kind: "accepted", acts: [digest("10")], why: "asked in person" },
  { kind: "settled", chosen: digest("44"), over: [digest("22"), digest("55")] },
];

const { key, device } = newPerson();
const actWith = (what: What): Act => ({
  instance: INSTANCE,
  reviewer: key,
  device,
  previous: digest("66"),
  heads: [digest("10"), digest("20")],
  number: 7,
  on: DAY,
  what,
});

test("there is an example of every kind, so that what follows says something of all", () => {
  expect(WHATS.map(({ kind }) => kind).sort()).toEqual(Object.keys(KINDS).sort());
});

describe.each(WHATS.map((what) => ({ kind: what.kind, what })))("an act that $kind", ({ what }) => {
  const act = actWith(what);
  const bytes = encodeAct(act);

  test("parse ∘ encode is identity, in any order of the caller's keys", () => {
    expect(parseAct(bytes)).toEqual(act);
    const turned = { ...act, what: Object.fromEntries(Object.entries(what).reverse()) as unknown as What };
    expect(encodeAct(turned)).toEqual(bytes);
  });

  test("each field is needed, and no other is taken", () => {
    const value = JSON.parse(new TextDecoder().decode(bytes));
    const written = (changed: unknown) => utf8(JSON.stringify(changed));
    for (const name of Object.keys(what)) {
      const { [name]: _, ...less } = value.what;
      expect(() => parseAct(written({ ...value, what: less })), name).toThrow(CasebookError);
    }
    expect(() => parseAct(written({ ...value, what: { ...value.what, more: 1 } }))).toThrow(CasebookError);
    expect(() => parseAct(written({ ...value, more: 1 }))).toThrow(CasebookError);
  });

  test("what a mutation leaves acceptable encodes to exactly its bytes; all else is refused by this layer", () => {
    fc.assert(
      fc.property(mutationsOf(bytes), (mutated) => {
        try {
          expect(encodeAct(parseAct(mutated))).toEqual(mutated);
        } catch (error) {
          if (!(error instanceof CasebookError)) throw error;
          expect(error.code).toBe("act-malformed");
        }
      }),
      { numRuns: 60 },
    );
  });
});

const answer = replied(tip, signedBy(letterOf(), newPerson().seed));

/** The payload of a letter, signed as another type. */
function actInALettersPlace() {
  const { seed } = newPerson();
  const payload = encodeLetter(letterOf());
  const document = {
    payloadType: ACT_PAYLOAD_TYPE,
    payload,
    signatures: [signDocument(ACT_PAYLOAD_TYPE, payload, seed, sodium)],
  };
  return {
    document: letterText(document),
    letter: encodeHex(new Uint8Array(createHash("sha256").update(payload).digest())),
  };
}

/** What no reviewer's program may sign, whatever its types say. */
const WRONG: readonly (readonly [string, unknown])[] = [
  ["an unknown kind", { kind: "graded2", tip, source: "A", information: "1" }],
  ["a kind of another's prototype", { kind: "constructor" }],
  ["an unknown grade", { kind: "graded", tip, source: "G", information: "1" }],
  ["a link to itself", { kind: "linked", from: tip, to: tip, link: "duplicate" }],
  ["a link that has two forms", { kind: "linked", from: to, to: from, link: "duplicate" }],
  [
    "a tip.json that is none",
    { kind: "kept", tip, form: "report", text: "{}", attachments: [], arrived: null },
  ],
  ["a file with a text", { kind: "kept", tip, form: "file", text: "x", attachments: [], arrived: null }],
  [
    "a day that isn't",
    { kind: "kept", tip, form: "text", text: "x", attachments: [], arrived: "2026-02-30" },
  ],
  ["an empty span", { kind: "redacted", tip, field: "narrative", from: 3, to: 3, why: "x" }],
  ["a set out of order", { kind: "setaside", tips: [to, from], aside: true }],
  ["a set with a repeat", { kind: "setaside", tips: [to, to], aside: true }],
  ["a place too fine", { kind: "placed", about: entity, which: null, place: { ...place, lat: 40.41651 } }],
  ["a place off the globe", { kind: "placed", about: entity, which: null, place: { ...place, lon: 181 } }],
  ["a tip's place without which", { kind: "placed", about: tip, which: null, place }],
  ["a choice among itself", { kind: "settled", chosen: digest("22"), over: [digest("22")] }],
  ["a note of white space", { kind: "noted", about: tip, text: " \n" }],
  ["a letter under another's name", { ...answer, letter: "00".repeat(32) }],
  ["a letter that is none", { ...answer, document: "{}" }],
  ["a letter with white space behind it", { ...answer, document: `${answer.document} ` }],
  ["a slot of another length", { ...answer, slot: "00".repeat(16) }],
  ["an act in a letter's place", { ...answer, ...actInALettersPlace() }],
  ["an invisible label", { kind: "labelled", about: tip, label: "a\u200bb" }],
];

test.each(WRONG)("%s is refused when it is made", async (_, what) => {
  expect(await casebookCodeOf(() => encodeAct(actWith(what as What)))).toBe("act-malformed");
});

test("the first act has no previous one, every other has, and no head is named twice", async () => {
  const act = actWith({ kind: "noted", about: tip, text: "x" });
  for (const wrong of [
    { ...act, number: 1 },
    { ...act, previous: null },
    { ...act, heads: [digest("20"), digest("10")] },
    { ...act, heads: [digest("66")] },
    {
      ...act,
      heads: Array.from({ length: MOST_HEADS + 1 }, (_, i) => `${i}`.padStart(64, "0") as ActDigest),
    },
  ]) {
    expect(await casebookCodeOf(() => encodeAct(wrong))).toBe("act-malformed");
  }
});

test("the largest tip fits, also where every character is escaped twice; what doesn't is told apart", async () => {
  const kept = (form: "report" | "text", text: string) =>
    actWith({ kind: "kept", tip, form, text, attachments: Array(100).fill(attachment), arrived: null });
  const narrative = "\\".repeat(30_500);
  expect(encodeAct(kept("report", tipText(narrative))).length).toBeLessThan(MOST_ACT_BYTES);
  expect(await casebookCodeOf(() => encodeAct(kept("text", "\u0001".repeat(60_000))))).toBe("act-too-large");
});
