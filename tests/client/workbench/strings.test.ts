import { describe, expect, test } from "vitest";
import { en } from "../../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";

/** All texts below a value, functions called with something that fits anywhere. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return textsOf(value("字", "字", "字"));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const chinese = LANGUAGES.filter(({ language }) => language !== "en");

describe.each(chinese.map((strings) => [strings.language, strings] as const))("%s", (language, strings) => {
  const texts = textsOf(strings).filter((text) => text !== "zh-Hans" && text !== "zh-Hant");

  test("has as many texts as English, and none is English, or empty", () => {
    expect(textsOf(strings).length).toBe(textsOf(en).length);
    expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
    expect(texts.filter((text) => /[a-z]+ [a-z]+ [a-z]+/i.test(text))).toEqual([]);
  });

  test("uses the punctuation of its script, and no exclamation marks", () => {
    expect(texts.filter((text) => /\p{Script=Han}[,;:?!]|[！]/u.test(text))).toEqual([]);
    const foreign = language === "zh-Hans" ? /[「」]/ : /[“”]/;
    expect(texts.filter((text) => foreign.test(text))).toEqual([]);
  });

  test("holds no letter of the other script where the two differ", () => {
    const other =
      language === "zh-Hans" ? /[請這個檔開關與為時會對應該說來閱]/ : /[请这个档开关与为时会对应该说来阅]/;
    const own = texts.filter((text) => text !== strings.name);
    expect(own.filter((text) => other.test(text))).toEqual([]);
  });
});
