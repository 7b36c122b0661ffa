import { expect } from "vitest";

/** All texts below a value, functions called with something that fits anywhere. */
export function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return textsOf(value("字", "字", "字"));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

/** Texts of one way of writing Chinese: none is English or empty, and none has letters or punctuation of the other. */
export function expectChinese(texts: readonly string[], language: string, ownName: string): void {
  expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
  expect(texts.filter((text) => /[a-z]+ [a-z]+ [a-z]+/i.test(text))).toEqual([]);
  expect(texts.filter((text) => /\p{Script=Han}[,;:?!]|[！]/u.test(text))).toEqual([]);
  const foreign = language === "zh-Hans" ? /[「」]/ : /[“”]/;
  expect(texts.filter((text) => foreign.test(text))).toEqual([]);
  const other =
    language === "zh-Hans" ? /[請這個檔開關與為時會對應該說來閱]/ : /[请这个档开关与为时会对应该说来阅]/;
  expect(texts.filter((text) => text !== ownName && other.test(text))).toEqual([]);
}
