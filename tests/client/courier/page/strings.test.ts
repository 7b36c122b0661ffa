import { describe, expect, test } from "vitest";
import { en } from "../../../../client/courier/page/strings/en.ts";
import { LANGUAGES } from "../../../../client/courier/page/strings/languages.ts";
import { expectChinese, textsOf } from "../../../support/strings.ts";

const chinese = LANGUAGES.filter(({ language }) => language !== "en");

describe.each(chinese.map((strings) => [strings.language, strings] as const))("%s", (language, strings) => {
  test("has as many texts as English, in its own script and punctuation", () => {
    expect(textsOf(strings).length).toBe(textsOf(en).length);
    const commands = new Set(strings.first.compare.commands.map(([, command]) => command));
    const texts = textsOf(strings).filter((text) => text !== language && !commands.has(text));
    expectChinese(texts, language, strings.name);
  });
});
