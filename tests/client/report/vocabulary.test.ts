import { describe, expect, test } from "vitest";
import { CODES, codesOf, inOrder, isCode } from "../../../client/report/vocabulary/codes.ts";
import { LANGUAGES, wordsOf } from "../../../client/report/vocabulary/languages.ts";
import { REVIEWING_CODES } from "../../../client/report/vocabulary/reviewing/codes.ts";
import { reviewingLabels } from "../../../client/report/vocabulary/reviewing/labels.ts";
import { filesBelow, importsOf, textOf } from "../../support/imports.ts";

const REVIEWING = "client/report/vocabulary/reviewing/";

const CHINESE_FILES = filesBelow("client/report/vocabulary").filter((file) => file.includes("/zh-"));

/** Characters of our labels that exist in one of the two ways of writing only. */
const SIMPLIFIED_ONLY =
  /[与业个么乡书产亲仅从会传伤伪体侨关写冻击别劝办务区华协压发听员响唤喷团园国图场处复学实审对导属师帮并开张当录愿户执扰护报担据摄数断无时机来样检殴没测温点电画监确称紧约线组织绑结给绝统缉编缩网联胁节获补见视计议记证评话该误诱说谈财购贴踪转软较辑这远邻采释钓钱银销门间闻际险隐频馆骗骚鱼湾]/u;
const TRADITIONAL_ONLY =
  /[與業個麼鄉書產親僅從會傳傷偽體僑關寫凍擊別勸辦務區華協壓發聽員響喚噴團園國圖場處復學實審對導屬師幫並開張當錄願執擾護報擔據攝數斷無時機來樣檢毆沒測點電畫監確稱緊約線組織綁結給絕統緝編縮網聯脅節獲補見視計議記證評話該誤誘說談財購貼蹤轉軟較輯這遠鄰採釋釣錢銀銷門間聞際險隱頻館騙騷魚灣]/u;

describe.each([
  ["what a source chooses from", CODES, (language: (typeof LANGUAGES)[number]) => wordsOf(language).labels],
  ["what reviewers add", REVIEWING_CODES, reviewingLabels],
] as const)("%s", (_, codes, labelsOf) => {
  test.each(LANGUAGES)("every code has a label in %s, and no two of a group have the same", (language) => {
    const labels: Readonly<Record<string, Readonly<Record<string, string>>>> = labelsOf(language);
    expect(Object.keys(labels)).toEqual(Object.keys(codes));
    for (const [group, known] of Object.entries<readonly string[]>(codes)) {
      const texts = known.map((code) => labels[group]?.[code] ?? "");
      expect(Object.keys(labels[group] ?? {}).sort()).toEqual([...known].sort());
      for (const text of texts) expect(text).toMatch(/^\S(.*\S)?$/u);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  test("codes are plain, and each stands once in its group", () => {
    for (const known of Object.values<readonly string[]>(codes)) {
      for (const code of known) expect(code).toMatch(/^([a-z][a-z0-9_]*|[A-F]|[1-6])$/);
      expect(new Set(known).size).toBe(known.length);
    }
  });
});

describe("the words", () => {
  test("are written in the one or the other way of writing Chinese, not in both", () => {
    for (const file of CHINESE_FILES) {
      const [own, foreign] = file.includes("zh-hant")
        ? [TRADITIONAL_ONLY, SIMPLIFIED_ONLY]
        : [SIMPLIFIED_ONLY, TRADITIONAL_ONLY];
      expect(textOf(file), file).toMatch(own);
      expect(textOf(file), file).not.toMatch(foreign);
    }
    expect(CHINESE_FILES).toHaveLength(4);
  });

  test("name every field in every language", () => {
    const fields = LANGUAGES.map((language) => wordsOf(language).fields);
    const [english = {}] = fields;
    for (const one of fields) {
      expect(Object.keys(one)).toEqual(Object.keys(english));
      for (const name of Object.values(one)) expect(name).toMatch(/^\S(.*\S)?$/u);
    }
  });

  test("are there for three languages", () => {
    expect(LANGUAGES).toEqual(["en", "zh-Hans", "zh-Hant"]);
  });
});

test("what reviewers add is imported by nothing of the page, and by nothing else of the report", () => {
  const importers = [...filesBelow("client/report"), ...filesBelow("client/source")].filter(
    (file) =>
      !file.startsWith(REVIEWING) && importsOf(file).some(({ target }) => target.startsWith(REVIEWING)),
  );
  expect(importers).toEqual([]);
});

test("codes: known ones only; sets in one form", () => {
  expect(isCode("certainty", "sure")).toBe(true);
  for (const other of ["Sure", "self", "", "toString", 0, null, ["sure"]]) {
    expect(isCode("certainty", other)).toBe(false);
  }
  expect(inOrder("basis", ["guess", "seen_online", "guess"])).toEqual(["seen_online", "guess"]);
  expect(codesOf("kind")).toEqual(["station", "pressure"]);
});
