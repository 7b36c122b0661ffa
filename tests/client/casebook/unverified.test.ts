import { describe, expect, test } from "vitest";
import type { Acts } from "../../../client/casebook/chain.ts";
import { exportFiles, withManifest } from "../../../client/casebook/export/export.ts";
import { selectCases } from "../../../client/casebook/export/select.ts";
import { viewOf } from "../../../client/casebook/fold.ts";
import type { Line } from "../../../client/casebook/line.ts";
import type { AttachmentHash } from "../../../client/casebook/names.ts";
import { dropping } from "../../../client/casebook/unverified.ts";
import { AUDIENCES } from "../../../client/casebook/what.ts";
import { worthKeeping } from "../../../client/casebook/worth-keeping.ts";
import { Desk, INSTANCE, newPerson, readerFor, tipNamed } from "../../support/casebooks.ts";

const [lark, wren] = [newPerson(), newPerson()];
const both = readerFor(lark, wren);
/** Knows no roster that Lark was in. */
const onlyWren = readerFor(wren);
const tip = tipNamed(1);

const hers = new Desk(lark, both);
hers.do({ kind: "kept", tip, form: "text", text: "Harbour Street 12", attachments: [], arrived: null });
const redaction = hers.do({ kind: "redacted", tip, field: "text", from: 0, to: 14, why: "where they live" });
hers.do({ kind: "noted", about: tip, text: "called" });

/** What somebody sees who can't verify Lark's acts, and has kept the tip too. */
function without(...lines: readonly Line[]) {
  const desk = new Desk(wren, onlyWren);
  desk.do({ kind: "kept", tip, form: "text", text: "Harbour Street 12", attachments: [], arrived: null });
  desk.merge(hers.lines);
  desk.merge(lines);
  return desk;
}

const textsFor = (desk: Desk) =>
  selectCases(desk.view, { instance: INSTANCE, audience: "internal" }).cases.map(({ text }) => text);

describe("acts that can't be verified", () => {
  test("are named, with what they say of themselves", () => {
    const { unverified } = without().view;
    expect(unverified.map(({ code, said }) => [code, said?.kind, said?.by]).sort()).toEqual(
      ["kept", "noted", "redacted"].map((kind) => ["reviewer-unknown", kind, lark.key]),
    );
  });

  test("hide what they redact, and say of the redaction why it is in doubt", () => {
    const desk = without();
    expect(textsFor(desk)).toEqual(["[…] 12"]);
    expect(desk.view.tips.get(tip)?.redactions).toMatchObject([
      { act: redaction, doubt: "reviewer-unknown" },
    ]);
  });

  test("let nothing leave, in any form", () => {
    const { view } = without();
    for (const audience of AUDIENCES.filter((one) => one !== "statistics")) {
      const selection = selectCases(view, { instance: INSTANCE, audience });
      for (const form of ["csv", "json", "geojson", "uwazi"] as const)
        expect(() => exportFiles(selection, form)).toThrow(/can't be verified/);
    }
    expect(() => withManifest(view, [])).toThrow(expect.objectContaining({ code: "export-unverified" }));
  });

  test.each([
    ["no act at all", "{}", "line-malformed"],
    ["bytes that nobody understands", "\u0000", "line-malformed"],
  ])("%s stands in the way too", (_, line, code) => {
    const { unverified } = without(line).view;
    expect(unverified.find((one) => one.code === code)?.said).toBeNull();
  });
});

describe("dropping", () => {
  function dropped(desk = without()) {
    for (const what of dropping(desk.view.unverified, "nobody has her roster")) desk.do(what);
    return desk;
  }

  test("lets the rest leave; what was redacted stays hidden until a sound act takes it back", () => {
    const desk = dropped();
    expect(desk.view.unverified).toEqual([]);
    expect(textsFor(desk)).toEqual(["[…] 12"]);
    desk.do({ kind: "unredacted", tip, redaction });
    expect(textsFor(desk)).toEqual(["Harbour Street 12"]);
  });

  test("says nothing to somebody who can verify them", () => {
    const desk = dropped();
    desk.do({ kind: "noted", about: tip, text: "went on" });
    const theirs = viewOf(both.actsOf(desk.lines)).tips.get(tip);
    expect(theirs?.notes.map(({ value }) => value).sort()).toEqual(["called", "went on"]);
    expect(theirs?.redactions).toMatchObject([{ act: redaction, doubt: null }]);
  });

  test("is of those lines only: what comes later stands in the way again", () => {
    const desk = dropped();
    hers.do({ kind: "noted", about: tip, text: "later" });
    desk.merge(hers.lines);
    expect(desk.view.unverified).toHaveLength(1);
  });

  test("by somebody who can't be verified counts for nothing", () => {
    const stranger = new Desk(newPerson(), both);
    stranger.merge(without().lines);
    for (const what of dropping(without().view.unverified, "no reason")) stranger.do(what);
    expect(without(...stranger.lines).view.unverified.length).toBeGreaterThan(2);
  });

  test("names a thousand lines an act, ascending", () => {
    const many = Array.from({ length: 2500 }, (_, i) => ({
      line: tipNamed(i) as string as ReturnType<typeof without>["view"]["unverified"][number]["line"],
      code: "line-malformed" as const,
      said: null,
    }));
    const acts = dropping(many, "why");
    expect(acts.map(({ lines }) => lines.length)).toEqual([1000, 1000, 500]);
    expect(acts.flatMap(({ lines }) => lines)).toEqual(many.map(({ line }) => line).sort());
  });
});

describe("what a casebook is written with", () => {
  const stored = (byte: string) => ({ sha256: byte.repeat(32) as AttachmentHash, size: 0, content: [] });
  const file = (byte: string) => ({
    name: "attachments/01-photo.jpg",
    type: "image/jpeg",
    size: 0,
    sha256: byte.repeat(32) as AttachmentHash,
    stored: true,
  });

  test("a dropped line that nobody can ever verify goes; what counts elsewhere stays, and so does all that wasn't dropped", () => {
    const desk = without("no line");
    const written = () => worthKeeping(desk.acts, { lines: desk.lines, attachments: [] }).lines;
    expect(written()).toEqual(desk.lines);
    for (const what of dropping(desk.view.unverified, "junk")) desk.do(what);
    expect(written()).toEqual(desk.lines.filter((line) => line !== "no line"));
  });

  test("attachments that no act names go, unless an act can't be read", () => {
    const desk = without();
    desk.do({
      kind: "kept",
      tip: tipNamed(3),
      form: "file",
      text: "",
      attachments: [file("aa")],
      arrived: null,
    });
    const attachments = [stored("aa"), stored("bb")];
    const held = (acts: Acts) =>
      worthKeeping(acts, { lines: [], attachments }).attachments.map(({ sha256 }) => sha256.slice(0, 2));
    expect(held(desk.acts)).toEqual(["aa"]);
    const finding = { code: "act-malformed", line: "x", digest: null, act: null, others: [] } as const;
    expect(held({ ...desk.acts, findings: [finding] })).toEqual(["aa", "bb"]);
  });
});
