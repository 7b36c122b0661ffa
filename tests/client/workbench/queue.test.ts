import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReviewerKey, TipId } from "../../../client/casebook/names.ts";
import type { Country } from "../../../client/report/countries.ts";
import { EMPTY_REPORT, type Report } from "../../../client/report/report.ts";
import { type Filter, fits, isFiltering, NO_FILTER } from "../../../client/workbench/queue/filter.ts";
import { inOrder, ORDERS } from "../../../client/workbench/queue/order.ts";
import { factsOf, type QueuedTip } from "../../../client/workbench/queue/queued-tip.ts";
import { type Row, rowOf } from "../../../client/workbench/queue/row.ts";
import { Search } from "../../../client/workbench/queue/search.ts";
import { foldTerm, termsOfQuery, termsOfText } from "../../../client/workbench/queue/terms.ts";
import { testInstance } from "../../support/instance.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";

const { anchor, roster } = testInstance();
const me = { key: "a".repeat(64) as ReviewerKey, read: new Set<TipId>() };

function tipOf(report: Report, number: number, language = "en", day = "2026-11-20"): QueuedTip {
  const tip = { instance: anchor.instance, roster: roster.digest, language, report, attachments: [] };
  const contents = { kind: "report", tip, files: [] } as const;
  return {
    id: String(number).padStart(64, "0") as TipId,
    designation: `word ${number}`,
    digits: String(number).padStart(12, "0"),
    day: day as QueuedTip["day"],
    contents,
    stanzas: { hybrid: 2, all: 2 },
    source: null,
    facts: factsOf(contents),
  };
}

const samples = SAMPLE_REPORTS.map(([language, report], i) =>
  tipOf(report, i, language, `2026-11-${10 + i}`),
);
const rows = samples.map((tip) => rowOf(tip, [], undefined));
const fitting = (filter: Partial<Filter>) =>
  rows.flatMap((row, i) => (fits(row, { ...NO_FILTER, ...filter }, me) ? [i] : []));

test("each filter lets through what it says, and none everything", () => {
  expect(fitting({})).toEqual([0, 1, 2, 3, 4]);
  expect(isFiltering(NO_FILTER)).toBe(false);
  expect(fitting({ kind: "station" })).toEqual([1, 3]);
  expect(fitting({ kind: "pressure" })).toEqual([0, 2]);
  expect(fitting({ kind: "by-hand" })).toEqual([]);
  expect(fitting({ country: "CA" as Country })).toEqual([2]);
  expect(fitting({ need: "danger_now" })).toEqual([0]);
  expect(fitting({ language: "zh-Hans" })).toEqual([1]);
  expect(fitting({ status: "todo" })).toEqual([0, 1, 2, 3, 4]);
  expect(fitting({ status: "closed" })).toEqual([]);
  expect(fitting({ label: "x" })).toEqual([]);
  for (const only of ["alarms", "mine", "kept", "differing"] as const)
    expect(fitting({ [only]: true })).toEqual([]);
  expect(fitting({ unread: true })).toEqual([0, 1, 2, 3, 4]);
});

test("danger comes first, then what is high; what is closed comes last", () => {
  const [danger, , soon, quiet] = rows;
  if (!danger || !soon || !quiet) throw new Error("no samples");
  const high: Row = { ...quiet, priority: "high" };
  const closed: Row = { ...danger, status: "closed" };
  expect(inOrder([closed, quiet, high, soon, danger], "urgent")).toEqual([danger, soon, high, quiet, closed]);
  expect(inOrder(rows, "newest").map(({ tip }) => tip.day)).toEqual(
    rows.map(({ tip }) => tip.day).toReversed(),
  );
});

test("every order keeps every row", () => {
  fc.assert(
    fc.property(fc.shuffledSubarray(rows), fc.constantFrom(...ORDERS), (some, order) => {
      expect(new Set(inOrder(some, order))).toEqual(new Set(some));
    }),
  );
});

test("an excerpt is one line, short, and can neither act nor hide", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 2000 }), (narrative) => {
      const { excerpt } = tipOf({ ...EMPTY_REPORT, narrative }, 1).facts;
      expect(excerpt).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(excerpt.length).toBeLessThan(160 * 9);
    }),
  );
});

test("whatever Chinese characters stand together in a text are found, wherever they are cut", () => {
  const search = new Search();
  const text = "餐馆后面有一个房间说是帮人办护照手续他们问的不是护照而是家里人在哪里王小明每周来一次";
  search.put(tipOf({ ...EMPTY_REPORT, narrative: text }, 7), "");
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 8 }), (from, length) => {
      expect(search.find(text.slice(from, from + length))?.size).toBe(1);
    }),
  );
  expect(search.find("明小王")?.size).toBe(0);
});

test("words are found by their beginnings, in any case, with or without accents; what was replaced isn't", () => {
  const search = new Search();
  for (const tip of samples) search.put(tip, "");
  const found = (query: string) => [...(search.find(query)?.keys() ?? [])].map(Number).sort();
  expect(found("ROTTER")).toEqual([0]);
  expect(found("kantstrasse")).toEqual([]);
  expect(found("Kantstraße")).toEqual([1]);
  expect(found("Netherlands")).toEqual([0]);
  expect(found("荷兰")).toEqual([0]);
  expect(found("荷蘭")).toEqual([0]);
  expect(found("men street")).toEqual([0]);
  expect(found("men restaurant")).toEqual([]);
  expect(search.find("  ")).toBeUndefined();
  const [first] = samples;
  if (!first) throw new Error("no samples");
  search.put({ ...first, contents: { kind: "unreadable", files: [] } }, "amber falcon");
  expect(found("ROTTER")).toEqual([]);
  expect(found("falcon")).toEqual([0]);
});

test("Tibetan is cut at its syllables, Uyghur at its words", () => {
  expect(termsOfText("བོད་ཀྱི་ཚོགས་པ།")).toEqual(["བོད", "ཀྱི", "ཚོགས", "པ"]);
  expect(termsOfText("ئۇلار بىزنى")).toEqual(["ئۇلار", "بىزنى"]);
  expect(termsOfQuery("王小明")).toEqual(["王小", "小明"]);
  expect(termsOfText("王小明")).toEqual(["王", "小", "明", "王小", "小明"]);
  expect(foldTerm("ＡＢｃÉ")).toBe("abce");
});
