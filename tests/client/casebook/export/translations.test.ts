import { expect, test } from "vitest";
import { contentOf } from "../../../../client/casebook/export/content.ts";
import { CASE_FORMS, exportFiles } from "../../../../client/casebook/export/export.ts";
import { selectCases } from "../../../../client/casebook/export/select.ts";
import { MOST_TRANSLATION, type TextField, type WhatOf } from "../../../../client/casebook/what.ts";
import { EMPTY_STATION } from "../../../../client/report/report.ts";
import { dossierText } from "../../../../client/workbench/export/dossier.ts";
import { en } from "../../../../client/workbench/strings/en.ts";
import {
  casebookCodeOf,
  type Desk,
  desks,
  INSTANCE,
  keep,
  newDesk,
  textOf,
} from "../../../support/casebooks.ts";

const NARRATIVE = "我見到王小明，他在那裡。";
const NAMED = "I saw Wang Xiaoming there.";
const WITHOUT = "I saw a man there.";

const kept = (desk: Desk) =>
  keep(desk, 1, ["internal"], {
    narrative: NARRATIVE,
    station: { ...EMPTY_STATION, premises: ["other"], premisesOther: "王家飯店" },
  });

type Tip = ReturnType<typeof kept>;
type Translated = WhatOf<"translated">;

const translated = (
  tip: Tip,
  text: string,
  without: Translated["without"] = [],
  language = "en",
): Translated => ({
  ...{ kind: "translated", tip, language, text, without },
});

const redact = (desk: Desk, tip: Tip, field: TextField = "narrative", from = 3, to = 6) =>
  desk.do({ kind: "redacted", tip, field, from, to, why: "a name" });

/** Which leave, and why others stay. */
function outcome(desk: Desk, tip: Tip) {
  const view = desk.view.tips.get(tip);
  const content = view && contentOf(view, INSTANCE);
  return [content?.translations.map(({ text }) => text), content?.held.map(({ why }) => why)];
}

/** Every form in which single cases leave. */
function everyForm(desk: Desk): readonly string[] {
  const selection = selectCases(desk.view, { instance: INSTANCE, audience: "internal" });
  const dossier = { audience: "internal", withheld: 0, exceptions: [], sha256: null } as const;
  const forms = CASE_FORMS.filter((form) => form !== "geojson");
  return [
    ...forms.map((form) =>
      exportFiles(selection, form)
        .map(({ bytes }) => textOf(bytes))
        .join("\n"),
    ),
    dossierText({ ...dossier, cases: selection.cases }, en),
  ];
}

test("a translation leaves beside its text, as a field of its own, in every form that has texts", () => {
  const desk = newDesk();
  const tip = kept(desk);
  desk.do(translated(tip, NAMED));
  desk.do(translated(tip, "王小明を見た。", [], "ja"));
  for (const form of everyForm(desk)) {
    expect(form).toContain(`[en] ${NAMED}`);
    expect(form).toContain("[ja] 王小明を見た。");
    expect(form).toContain(NARRATIVE);
  }
  const selection = selectCases(desk.view, { instance: INSTANCE, audience: "internal" });
  for (const { bytes } of exportFiles(selection, "geojson")) expect(textOf(bytes)).not.toContain(NAMED);
});

test("what is redacted later keeps back every translation that doesn't say it left it out, in whichever field it is", () => {
  for (const field of ["narrative", "station.premisesOther"] as const) {
    const desk = newDesk();
    const tip = kept(desk);
    desk.do(translated(tip, NAMED));
    const redaction = redact(desk, tip, field, 0, 2);
    expect(outcome(desk, tip)).toEqual([[], ["redacted-since"]]);
    for (const form of everyForm(desk)) expect(form).not.toContain("Xiaoming");
    desk.do(translated(tip, WITHOUT, [redaction]));
    expect(outcome(desk, tip)).toEqual([[WITHOUT], []]);
    redact(desk, tip, "narrative", 7, 9);
    expect(outcome(desk, tip)).toEqual([[], ["redacted-since"]]);
    desk.do({ kind: "unredacted", tip, redaction });
    expect(outcome(desk, tip)).toEqual([[], ["redacted-since"]]);
  }
});

test("nor does it leave, whatever its author says, where redacted words stand in it, in other characters too", () => {
  const desk = newDesk();
  const tip = kept(desk);
  const redaction = redact(desk, tip);
  for (const text of ["I saw 王小明.", "I saw 王小明！", "我见到王小明"]) {
    desk.do(translated(tip, text, [redaction]));
    expect(outcome(desk, tip)).toEqual([[], ["redacted-words"]]);
  }
  const other = redact(desk, tip, "station.premisesOther", 2, 4);
  desk.do(translated(tip, "in the 饭店", [redaction, other].sort()));
  expect(outcome(desk, tip)).toEqual([[], ["redacted-words"]]);
});

test("a redaction made elsewhere meanwhile keeps it back once both are known, and so does one that can't be verified", () => {
  const [one, two] = desks(2).desks as [Desk, Desk];
  const tip = kept(one);
  two.merge(one.lines);
  one.do(translated(tip, NAMED));
  redact(two, tip);
  one.merge(two.lines);
  expect(outcome(one, tip)).toEqual([[], ["redacted-since"]]);
  const stranger = newDesk();
  stranger.merge(one.lines);
  const desk = new (one.constructor as typeof Desk)(one.person, one.reader);
  const again = kept(desk);
  desk.do(translated(again, NAMED));
  redact(stranger, again);
  desk.merge(stranger.lines);
  expect(outcome(desk, again)).toEqual([[], ["redacted-since"]]);
});

test("two that were made at once both stand and neither leaves, until somebody writes the one that holds; empty, none does", () => {
  const [one, two] = desks(2).desks as [Desk, Desk];
  const tip = kept(one);
  two.merge(one.lines);
  one.do(translated(tip, NAMED));
  two.do(translated(tip, "I met him."));
  one.merge(two.lines);
  expect(outcome(one, tip)).toEqual([[], ["not-agreed", "not-agreed"]]);
  one.do(translated(tip, WITHOUT));
  expect(outcome(one, tip)).toEqual([[WITHOUT], []]);
  one.do(translated(tip, ""));
  expect(outcome(one, tip)).toEqual([[], []]);
});

test("one whose author's chain is broken supersedes nothing, doesn't leave, and keeps no other from it", () => {
  const [one, two] = desks(2).desks as [Desk, Desk];
  const tip = kept(one);
  one.do(translated(tip, WITHOUT));
  const before = one.lines;
  for (const text of ["forged", "forged again"]) {
    const copy = new (two.constructor as typeof Desk)(two.person, two.reader);
    copy.merge(before);
    copy.do(translated(tip, text));
    one.merge(copy.lines);
  }
  expect(outcome(one, tip)).toEqual([[WITHOUT], ["not-agreed", "not-agreed"]]);
  expect(
    one.view.tips
      .get(tip)
      ?.translations.map(({ value }) => value.text)
      .sort(),
  ).toEqual(["forged", "forged again", WITHOUT].sort());
});

test("it is as long as an act holds in any script, and its language is a tag", () => {
  const desk = newDesk();
  const tip = kept(desk);
  desk.do(translated(tip, "夜".repeat(MOST_TRANSLATION)));
  const refused = [
    translated(tip, "x".repeat(MOST_TRANSLATION + 1)),
    ...["English", "EN", "zh-hans", "zh_Hans", "", "en-"].map((language) =>
      translated(tip, "x", [], language),
    ),
  ];
  return Promise.all(
    refused.map((what) => expect(casebookCodeOf(() => desk.do(what))).resolves.toBe("act-malformed")),
  );
});
