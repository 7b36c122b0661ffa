import { expect, test } from "vitest";
import { emptyTip } from "../../../client/casebook/drafts.ts";
import type { ActDigest, ReviewerKey } from "../../../client/casebook/names.ts";
import type { TipContents } from "../../../client/opening/opened-tip.ts";
import { type Filter, fits, NO_FILTER } from "../../../client/workbench/queue/filter.ts";
import { rowOf, untranslatedInto } from "../../../client/workbench/queue/row.ts";
import { keptTip } from "../../../client/workbench/review/kept-tip.ts";
import { encodeLooks, parseLooks } from "../../../client/workbench/saved/saved-looks.ts";
import { DAY, keep, newDesk, tipNamed } from "../../support/casebooks.ts";

const byHand = (text: string): TipContents => ({
  ...{ kind: "by-hand", readAs: [], tooLong: false, leftOut: 0, text, files: [] },
});

/** A tip's view with translations into these languages, one of them taken back. */
const viewWith = (...languages: readonly string[]) => ({
  ...emptyTip(tipNamed(1)),
  translations: [...languages, "de"].map((language) => ({
    value: {
      kind: "translated",
      tip: tipNamed(1),
      language,
      text: language === "de" ? "" : "x",
      without: [],
    } as const,
    ...{ by: "" as ReviewerKey, on: DAY, act: language as ActDigest, doubt: null },
  })),
});

function keptWith(narrative: string) {
  const desk = newDesk();
  const id = keep(desk, 1, ["internal"], { narrative });
  const view = desk.view.tips.get(id);
  const tip = view && keptTip(view);
  if (!tip) throw new Error("it was kept");
  return tip;
}

test("what isn't written in a language, and nobody translated into it, needs to be; one form of Chinese does for both", () => {
  expect(untranslatedInto(byHand("我見到他"), undefined)).toEqual(["en"]);
  expect(untranslatedInto(byHand("我見到他"), viewWith("en"))).toEqual([]);
  expect(untranslatedInto(byHand("ང་ཚོ་"), viewWith("zh-Hant"))).toEqual(["en"]);
  expect(untranslatedInto(byHand("ང་ཚོ་"), viewWith())).toEqual(["en", "zh-Hans", "zh-Hant"]);
  expect(untranslatedInto(byHand("2026 — 11"), undefined)).toEqual([]);
});

test("a report's language is its page's, unless its script says otherwise", () => {
  const contentsOf = (narrative: string) => keptWith(narrative).contents;
  const english = contentsOf("They came to my shop.");
  const page = english.kind === "report" ? english.tip.language : "";
  const intoEnglish = page === "en" ? [] : ["en"];
  expect(untranslatedInto(english, undefined)).toEqual([...intoEnglish, "zh-Hans", "zh-Hant"]);
  expect(untranslatedInto(contentsOf("他們來了"), undefined)).toEqual(["en"]);
});

test("the filter shows what needs it, and is saved only where it asks", () => {
  const tip = keptWith("他們來了");
  const onlooker = { key: "" as ReviewerKey, read: new Set<never>() };
  const shown = (filter: Partial<Filter>, translated = viewWith()) =>
    fits(rowOf(tip, [], translated), { ...NO_FILTER, ...filter }, onlooker);
  expect(shown({ untranslated: "en" })).toBe(true);
  expect(shown({ untranslated: "zh-Hant" })).toBe(false);
  expect(shown({ untranslated: "en" }, viewWith("en"))).toBe(false);
  const look = (filter: Partial<Filter>) => [
    { name: "mine", looking: { query: "", order: "urgent" as const, filter: { ...NO_FILTER, ...filter } } },
  ];
  for (const looks of [look({ untranslated: "en" }), look({})])
    expect(parseLooks(encodeLooks(looks))).toEqual(looks);
  expect(encodeLooks(look({}))).not.toContain("untranslated");
  expect(parseLooks(encodeLooks(look({ untranslated: "fr" as never })))).toBeUndefined();
});
