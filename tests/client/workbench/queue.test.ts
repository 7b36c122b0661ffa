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
import { foldTerm, needlesOf, searchable } from "../../../client/workbench/queue/terms.ts";
import { testInstance } from "../../support/instance.ts";
import { SAMPLE_REPORTS } from "../../support/sample-tips.ts";
import { tipFor } from "../cli/support/tips.ts";

const instance = testInstance();
const me = { key: "a".repeat(64) as ReviewerKey, read: new Set<TipId>() };

function tipOf(report: Report, number: number, language = "en", day = "2026-11-20"): QueuedTip {
  const tip = tipFor(instance, { language, report });
  const contents = { kind: "report", tip, files: [] } as const;
  return {
    id: String(number).padStart(64, "0") as TipId,
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

test("what reviewers said is asked for, and where they differ the tip fits whatever is asked for", () => {
  const [first] = rows;
  if (!first) throw new Error("no samples");
  const shows = (change: Partial<Row>, filter: Partial<Filter>) =>
    fits({ ...first, ...change }, { ...NO_FILTER, ...filter }, me);
  const asked: readonly [Partial<Row>, Partial<Filter>, Partial<Filter>][] = [
    [{ grade: { source: "B", information: "2" } }, { source: "B" }, { source: "C" }],
    [{ grade: { source: "B", information: "2" } }, { information: "2" }, { information: "6" }],
    [{ verification: "likely" }, { verification: "likely" }, { verification: "confirmed" }],
    [{ priority: "high" }, { priority: "high" }, { priority: "low" }],
    [{ tlp: "green" }, { tlp: "green" }, { tlp: "red" }],
    [{ pap: "amber" }, { pap: "amber" }, { pap: "red" }],
    [{ assigned: me.key }, { assigned: me.key }, { assigned: "nobody" }],
    [{ assigned: null }, { assigned: "nobody" }, { assigned: me.key }],
    [{ placed: true }, { place: "chosen" }, { place: "open" }],
    [{ placed: false }, { place: "open" }, { place: "chosen" }],
    [{ marks: ["by-hand"] }, { mark: "by-hand" }, { mark: "files-differ" }],
    [{}, { method: "direct_attack" }, { method: "mobility" }],
    [{}, { from: "2026-11-10" as Filter["from"] }, { from: "2026-11-11" as Filter["from"] }],
    [{}, { to: "2026-11-10" as Filter["to"] }, { to: "2026-11-09" as Filter["to"] }],
    [{ tip: { ...first.tip, day: null } }, {}, { to: "2026-11-30" as Filter["to"] }],
    [{ tip: { ...first.tip, facts: { ...first.tip.facts, files: 1 } } }, { files: true }, { kept: true }],
    [{}, {}, { files: true }],
  ];
  for (const [change, yes, no] of asked) {
    expect([yes, shows(change, yes)]).toEqual([yes, true]);
    expect([no, shows(change, no)]).toEqual([no, false]);
  }
  const differing = { grade: undefined, verification: undefined, tlp: undefined, assigned: undefined };
  for (const filter of [{ source: "A" }, { verification: "likely" }, { tlp: "red" }, { assigned: "nobody" }])
    expect(shows(differing, filter as Partial<Filter>)).toBe(true);
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

/** Puts a tip in, and makes all findable. */
function put(search: Search, tip: QueuedTip, added = ""): void {
  search.put(tip, added);
  while (search.work());
}

test("whatever Chinese characters stand together in a text are found, wherever they are cut", () => {
  const search = new Search();
  const text = "餐馆后面有一个房间说是帮人办护照手续他们问的不是护照而是家里人在哪里王小明每周来一次";
  put(search, tipOf({ ...EMPTY_REPORT, narrative: text }, 7));
  fc.assert(
    fc.property(fc.nat(text.length - 1), fc.integer({ min: 1, max: 8 }), (from, length) => {
      expect(search.find(text.slice(from, from + length))?.size).toBe(1);
    }),
  );
  expect(search.find("明小王")?.size).toBe(0);
});

test("words are found by their beginnings, in any case, with or without accents; what was replaced isn't", () => {
  const search = new Search();
  for (const tip of samples) put(search, tip);
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
  put(search, { ...first, contents: { kind: "unreadable", files: [] } }, "amber falcon");
  expect(found("ROTTER")).toEqual([]);
  expect(found("falcon")).toEqual([0]);
});

test("Tibetan is cut at its syllables, Uyghur at its words, Chinese not at all", () => {
  expect(searchable("བོད་ཀྱི་ཚོགས་པ།")).toBe(` ${foldTerm("བོད ཀྱི ཚོགས པ")}  `);
  expect(needlesOf("ئۇلار بىزنى")).toEqual([" ئۇلار", " بىزنى"].map(foldTerm));
  expect(needlesOf("王小明 Kant 3")).toEqual(["王小明", " kant", " 3"]);
  expect(needlesOf(" ，。 ")).toEqual([]);
  expect(foldTerm("ＡＢｃÉ")).toBe("abce");
});

test("what is written in Tibetan or Uyghur is found by its syllables and words", () => {
  const search = new Search();
  const [, , , , sample] = samples;
  if (!sample) throw new Error("no samples");
  put(search, sample);
  for (const query of ["བོད", "ཚོགས་པ", "ئۇلار", "سۈرەت"])
    expect([query, search.find(query)?.size]).toEqual([query, 1]);
  expect(search.find("رەت")?.size).toBe(0);
});

test.each([
  ["台灣", ["台湾", "台灣", "臺灣"]],
  ["国家", ["國家", "国家"]],
  ["皇后", ["皇后", "皇後"]],
  ["以後", ["以后", "以後"]],
  ["警務服務站", ["警务服务站"]],
])("%s is found however it is written", (written, queries) => {
  const search = new Search();
  put(search, tipOf({ ...EMPTY_REPORT, narrative: `他说${written}的事` }, 1));
  for (const query of queries) expect([query, search.find(query)?.size]).toEqual([query, 1]);
});

test("typing on finds what typing it at once finds", () => {
  const search = new Search();
  for (const tip of samples) put(search, tip);
  const letters = fc.constantFrom(...new Set(`${samples.map(({ facts }) => facts.excerpt).join("")} `));
  fc.assert(
    fc.property(fc.array(letters, { maxLength: 6 }), (typed) => {
      for (let i = 0; i <= typed.length; i++) {
        const query = typed.slice(0, i).join("");
        expect(search.find(query)).toEqual(freshly(query));
      }
    }),
  );
});

function freshly(query: string) {
  const search = new Search();
  for (const tip of samples) put(search, tip);
  return search.find(query);
}

test("a line of 100,000 characters becomes no more than its compatibility forms and a space on either side of a run", () => {
  for (const unit of ["x", "国", "国x", "é", "\u0301", "་", " ", "\u202e", "ﷺ", "😀", "a,b;", "ཀ་", "ئ"]) {
    const text = unit.repeat(100_000 / unit.length);
    expect(searchable(text).length).toBeLessThanOrEqual(2 + 3 * text.normalize("NFKD").length);
    const search = new Search();
    put(search, tipOf({ ...EMPTY_REPORT, narrative: text }, 1));
    const piece = text.slice(0, 200);
    expect(search.find(piece)?.size).toBe(needlesOf(piece).length === 0 ? undefined : 1);
  }
});
