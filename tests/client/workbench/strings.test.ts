import { describe, expect, test } from "vitest";
import { en } from "../../../client/workbench/strings/en.ts";
import { LANGUAGES } from "../../../client/workbench/strings/languages.ts";
import { expectChinese, textsOf } from "../../support/strings.ts";

const chinese = LANGUAGES.filter(({ language }) => language !== "en");

describe.each(chinese.map((strings) => [strings.language, strings] as const))("%s", (language, strings) => {
  test("has as many texts as English, in its own script and punctuation", () => {
    expect(textsOf(strings).length).toBe(textsOf(en).length);
    const texts = textsOf(strings).filter((text) => text !== "zh-Hans" && text !== "zh-Hant");
    expectChinese(texts, language, strings.name);
  });
});
