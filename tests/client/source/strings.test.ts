import { describe, expect, test } from "vitest";
import { wordsOf } from "../../../client/report/vocabulary/languages.ts";
import { en } from "../../../client/source/strings/en.ts";
import { LANGUAGES } from "../../../client/source/strings/languages.ts";
import type { Strings } from "../../../client/source/strings/strings.ts";

/** All texts below a value, functions called with something that fits anywhere. */
function textsOf(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (typeof value === "function") return textsOf(value(["字"], "字", "字"));
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const chinese = LANGUAGES.filter(({ language }) => language !== "en");

/** What is the same in every language. */
const SAME = new Set([en.title, en.ends.sealedFileName, en.questions.notSaid, "zh-Hans", "zh-Hant", "ltr"]);

describe.each(chinese.map((strings) => [strings.language, strings] as const))(
  "%s",
  (_language, strings: Strings) => {
    const texts = textsOf(strings).filter((text) => !SAME.has(text));

    test("has as many texts as English, and none is English, or empty", () => {
      expect(textsOf(strings).length).toBe(textsOf(en).length);
      expect(texts.filter((text) => !/\p{Script=Han}/u.test(text))).toEqual([]);
      expect(texts.filter((text) => /[a-z]+ [a-z]+ [a-z]+/i.test(text))).toEqual([]);
    });

    test("uses the punctuation of its script", () => {
      expect(texts.filter((text) => /\p{Script=Han}[,.;:!?]|[,;:!?]\p{Script=Han}|[！]/u.test(text))).toEqual(
        [],
      );
      const foreign = strings.language === "zh-Hant" ? /[“”]/ : /[「」]/;
      expect(texts.filter((text) => foreign.test(text))).toEqual([]);
    });

    test("is written in its own script, and not in the other", () => {
      const others =
        strings.language === "zh-Hant" ? /[国这们发说会应实设选写读传]/ : /[國這們發說會應實設選寫讀傳]/;
      expect(texts.filter((text) => others.test(text) && text !== strings.name)).toEqual([]);
    });

    test("has a vocabulary of its own", () => {
      expect(textsOf(wordsOf(strings.language)).length).toBe(textsOf(wordsOf("en")).length);
    });
  },
);

test("sentences that say what went wrong end as sentences", () => {
  for (const { sentences } of LANGUAGES) {
    for (const sentence of Object.values(sentences)) expect(sentence).toMatch(/[.。]$/);
  }
});

test("whoever is told to load the page again, because of letters, is told what goes with it", () => {
  const gone = {
    en: "what you wrote here will be gone",
    "zh-Hans": "您在这里写的内容到时会丢失",
    "zh-Hant": "您在這裡寫的內容到時會遺失",
  };
  for (const { language, sentences } of LANGUAGES)
    for (const sentence of [sentences.lettersRefused, sentences.lettersUnreachable])
      expect(sentence).toContain(gone[language]);
});

test("letters that were fetched or chosen are everybody's, and an answer is one that may come", () => {
  for (const { letters, sentences } of LANGUAGES) {
    for (const text of [
      letters.coming,
      letters.fromFile.chosen,
      sentences.lettersUnreachable,
      sentences.notLetters,
    ])
      expect(text).toMatch(/everybody’s letters|所有人的回信/i);
    expect(letters.ask.ready).toMatch(/^(If|如果)/);
  }
});

test("with a codename it is said that it shows, to whoever finds it, that somebody wrote", () => {
  for (const { letters } of LANGUAGES)
    expect(letters.codename.text.join(" ")).toMatch(
      /finds them can see that you wrote here|看出您在(这里写过|這裡寫過)/,
    );
});
