import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleaningInWords, readableReport } from "../../../client/report/readable.ts";
import { readableLines } from "../../../client/report/readable-text.ts";
import { EMPTY_REPORT, EMPTY_STATION, settleReport } from "../../../client/report/report.ts";
import { LANGUAGES, type Language, wordsOf } from "../../../client/report/vocabulary/languages.ts";
import { report } from "./arbitrary.ts";
import { date, RICH_REPORT } from "./rich-report.ts";

const EXPECTED: Readonly<Record<Language, string>> = {
  en: `A secret police “service station”
  What it is disguised as
    - Restaurant
    - Something else
    | karaoke upstairs
  Name it uses
    - Another name
    | 平安之家
  Who is behind it
    - Fuzhou public security (police)
    - Another public security bureau
    | 长乐
  Where
    - Spain
    | Comunidad de Madrid
    | Madrid
    | Calle de la Luna 3
    - Exact address (within 10 m)
  Since when
    - around 2019

Pressure or threats against a person
  Against the family
    - Family back home threatened
    - Water or power cut off
  Against the person directly
    - Pressed by phone or online to return
    - Video call with police or prosecutors
    - Something else
    | 送花圈
    | 两次
  Where
    - Taiwan
    | 高雄
    - City
  When
    - 5 March 2024

About this report
  Relation to it
    - Friend or neighbour of the person affected
  How it is known
    - Told by the person affected
    - Have documents or photos
  How sure
    - Fairly sure
  Need and urgency
    - May be in danger soon
  What it may be used for
    - May be counted in anonymous statistics
    - May be passed to law enforcement of the host country, never to Chinese authorities

Own words
  | 第一行
  | - Sure
  | \\u{001b}[2Jend`,

  "zh-Hans": `中国警察的海外“服务站”
  对外的名义
    - 餐馆
    - 其他
    | karaoke upstairs
  使用的名称
    - 其他名称
    | 平安之家
  背后是谁
    - 福州公安
    - 其他地方的公安
    | 长乐
  地点
    - 西班牙
    | Comunidad de Madrid
    | Madrid
    | Calle de la Luna 3
    - 具体地址（10 米以内）
  从什么时候开始
    - 大约2019年

有人被施压或受到威胁
  对家人
    - 家乡的家人受到威胁
    - 家里被断水或断电
  对当事人
    - 打电话或在网上“劝返”
    - 公安或检察人员视频问话
    - 其他
    | 送花圈
    | 两次
  地点
    - 台湾
    | 高雄
    - 城市
  时间
    - 2024年3月5日

关于这些内容
  与此事的关系
    - 当事人的朋友或邻居
  怎么知道的
    - 当事人告诉我的
    - 有文件或照片
  有多确定
    - 比较确定
  需要什么、有多紧急
    - 近期可能有危险
  可以怎样使用
    - 可用于匿名统计
    - 可转给所在国的执法部门（我们绝不转给中国当局）

用自己的话说
  | 第一行
  | - Sure
  | \\u{001b}[2Jend`,

  "zh-Hant": `中國警察的海外「服務站」
  對外的名義
    - 餐館
    - 其他
    | karaoke upstairs
  使用的名稱
    - 其他名稱
    | 平安之家
  背後是誰
    - 福州公安
    - 其他地方的公安
    | 长乐
  地點
    - 西班牙
    | Comunidad de Madrid
    | Madrid
    | Calle de la Luna 3
    - 具體地址（10 公尺以內）
  從什麼時候開始
    - 大約2019年

有人被施壓或受到威脅
  對家人
    - 家鄉的家人受到威脅
    - 家裡被斷水或斷電
  對當事人
    - 打電話或在網路上「勸返」
    - 公安或檢察人員視訊問話
    - 其他
    | 送花圈
    | 两次
  地點
    - 台灣
    | 高雄
    - 城市
  時間
    - 2024年3月5日

關於這些內容
  與此事的關係
    - 當事人的朋友或鄰居
  怎麼知道的
    - 當事人告訴我的
    - 有文件或照片
  有多確定
    - 比較確定
  需要什麼、有多緊急
    - 近期可能有危險
  可以怎樣使用
    - 可用於匿名統計
    - 可轉給所在國的執法部門（我們絕不轉給中國當局）

用自己的話說
  | 第一行
  | - Sure
  | \\u{001b}[2Jend`,
};

test.each(LANGUAGES)("a report in which everything was said, in %s", (language) => {
  expect(readableLines(readableReport(RICH_REPORT, language)).join("\n")).toBe(EXPECTED[language]);
});

test("what became of a file is said in words", () => {
  expect(
    LANGUAGES.map((language) =>
      [null, [], ["place", "device"] as const].map((cleaned) => cleaningInWords(cleaned, wordsOf(language))),
    ),
  ).toEqual([
    ["Not cleaned", "Cleaned; nothing had to be removed", "Cleaned; removed: place, camera or phone"],
    ["未清理", "已清理，没有需要去除的内容", "已清理，去除了：拍摄地点、相机或手机"],
    ["未清理", "已清理，沒有需要移除的內容", "已清理，移除了：拍攝地點、相機或手機"],
  ]);
});

describe("what is left out", () => {
  test("everything of which nothing was said; the consent stays", () => {
    expect(readableLines(readableReport(EMPTY_REPORT, "en"))).toEqual([
      "About this report",
      "  What it may be used for",
      "    - Only for the reviewers’ own assessment",
    ]);
  });

  test("that it is about a station is said even if nothing more is", () => {
    const [first] = readableReport({ ...EMPTY_REPORT, station: EMPTY_STATION }, "zh-Hant");
    expect(first).toEqual({ heading: "中國警察的海外「服務站」", entries: [] });
  });

  test("what won’t be sent isn’t shown: both show the settled report", () => {
    fc.assert(
      fc.property(report, fc.constantFrom(...LANGUAGES), (any, language) => {
        expect(readableReport(any, language)).toEqual(readableReport(settleReport(any), language));
      }),
    );
  });
});

test("dates, as exact as they were given", () => {
  const said = (since: ReturnType<typeof date>) =>
    LANGUAGES.map(
      (language) =>
        readableReport({ ...EMPTY_REPORT, station: { ...EMPTY_STATION, since } }, language)[0]?.entries[0]
          ?.said[0]?.text,
    );
  expect(said(date("day", 2024, 12, 31))).toEqual(["31 December 2024", "2024年12月31日", "2024年12月31日"]);
  expect(said(date("month", 2024, 1))).toEqual(["January 2024", "2024年1月", "2024年1月"]);
  expect(said(date("year", 2024))).toEqual(["2024", "2024年", "2024年"]);
  expect(said(date("about", 2024, 5))).toEqual(["around May 2024", "大约2024年5月", "大約2024年5月"]);
  expect(said(date("ongoing"))).toEqual(["Still going on", "仍在发生", "仍在發生"]);
  expect(said(date("ongoing", 2023))).toEqual([
    "Still going on, since 2023",
    "从2023年开始，仍在发生",
    "從2023年開始，仍在發生",
  ]);
  expect(said(date("unknown"))).toEqual(["Don’t know", "不清楚", "不清楚"]);
});

test("whatever a source wrote: safe to print, and every line of it behind a mark of its own", () => {
  fc.assert(
    fc.property(report, fc.constantFrom(...LANGUAGES), (any, language) => {
      const sections = readableReport(any, language);
      const lines = readableLines(sections);
      const theirs = sections.flatMap(({ entries }) => entries.flatMap(({ said }) => said));
      const quotedLines = theirs.filter(({ quoted }) => quoted).flatMap(({ text }) => text.split(/\r?\n/));
      expect(lines.filter((line) => /^ +\| /.test(line))).toHaveLength(quotedLines.length);
      for (const line of lines)
        expect(line).not.toMatch(/(?!\t)[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      expect(lines.filter((line) => /^\S/.test(line))).toEqual(sections.map(({ heading }) => heading));
    }),
  );
});
