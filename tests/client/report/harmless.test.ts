import { expect, test } from "vitest";
import { harmless, harmlessLine, unhidden } from "../../../client/report/harmless.ts";

test.each([
  ["a zero width space", "Wang\u200bXiaoming", "Wang\\u{200b}Xiaoming"],
  ["a variation selector behind a letter", "W\ufe0fang", "W\\u{fe0f}ang"],
  ["a name in supplementary variation selectors", "ok\u{e0147}\u{e0151}", "ok\\u{e0147}\\u{e0151}"],
  ["an ideographic selector", "葛\u{e0100}", "葛\\u{e0100}"],
  ["the grapheme joiner", "a\u034fb", "a\\u{034f}b"],
  ["Hangul's fillers", "\u115f\u1160\u3164\uffa0", "\\u{115f}\\u{1160}\\u{3164}\\u{ffa0}"],
  ["an override", "\u202egnp.exe", "\\u{202e}gnp.exe"],
  ["tags", "a\u{e0041}", "a\\u{e0041}"],
])("%s is written out, wherever it is shown", (_name, text, shown) => {
  expect(unhidden(text)).toBe(shown);
  expect(harmless(text)).toBe(shown);
  expect(harmlessLine(text)).toBe(shown);
});

test.each(["☎️ 1️⃣", "ᠮᠣᠩᠭᠣᠯ\u180b", "ئۇيغۇرچە\u200cنى", "क्\u200dष", "夜鷹 café བོད་ཡིག 한국어"])(
  "%s stays as it is",
  (text) => {
    expect(harmless(text)).toBe(text);
  },
);

test("what acts on a terminal is written out, and a line stays one", () => {
  expect(harmless("\u001b[2Ja\r\nb\u2028")).toBe("\\u{001b}[2Ja\nb\\u{2028}");
  expect(harmlessLine("a\nb\tc")).toBe("a\\u{000a}b\\u{0009}c");
});
