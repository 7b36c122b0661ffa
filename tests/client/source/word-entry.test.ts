import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  codenameOf,
  indicesOf,
  newCodename,
  wordAt,
  wordsBeginning,
} from "../../../client/letters/codename.ts";
import { Correspondence } from "../../../client/source/correspondence.ts";
import { WordEntry } from "../../../client/source/word-entry.ts";

const ALL = wordsBeginning("");
const wordsOf = (codename = newCodename()) => Array.from(indicesOf(codename), wordAt);

/** What a person taps for one word: its letters until it is there, or stands to be tapped itself. */
function tap(entry: WordEntry, word: string): number {
  const place = entry.place;
  for (const [i, letter] of [...word.slice(0, 3)].entries()) {
    entry.tap(letter);
    if (entry.place !== place) return i + 1;
  }
  if (entry.choices.length <= 14 && entry.choices.includes(word)) entry.take(word);
  else entry.tap(word.charAt(3));
  return 4;
}

describe("the picker", () => {
  test("every word of the list takes four taps at most, and no more than 14 are ever to choose from after three", () => {
    for (const word of ALL) {
      const entry = new WordEntry();
      expect(tap(entry, word)).toBeLessThanOrEqual(4);
      expect(entry.words[0]).toBe(word);
      expect(wordsBeginning(word.slice(0, 3)).length).toBeLessThanOrEqual(14);
    }
  });

  test("a letter that no word goes on with does nothing", () => {
    const entry = new WordEntry();
    for (const letter of "zzq1Ä") entry.tap(letter);
    expect([entry.letters, entry.place]).toEqual(["z", 0]);
    expect([...entry.next]).toEqual(["e", "o"]);
  });

  test("twelve words fill the places in their order; one is entered anew, and the rest stays", () => {
    const words = wordsOf();
    const entry = new WordEntry();
    for (const word of words) {
      expect(entry.complete).toBe(false);
      tap(entry, word);
    }
    expect([entry.complete, entry.place, entry.words]).toEqual([true, undefined, words]);
    entry.tap("a");
    entry.goTo(3);
    expect([entry.complete, entry.place, entry.indices]).toEqual([false, 3, undefined]);
    tap(entry, "zoo");
    expect(entry.words).toEqual(words.with(3, "zoo"));
  });

  test("on a keyboard, words are typed whole or to where they are known, with a blank behind or none", () => {
    const words = wordsOf();
    for (const write of [
      (word: string) => word,
      (word: string) => `${word} `,
      (word: string) => `${word.slice(0, 4)} `,
    ]) {
      const entry = new WordEntry();
      const typed = words.filter((word) => wordsBeginning(word).length === 1).map(write);
      for (const key of typed.join("")) key === " " ? entry.blank() : entry.key(key);
      expect(entry.words.filter(Boolean)).toEqual(words.filter((word) => wordsBeginning(word).length === 1));
    }
    const entry = new WordEntry();
    for (const key of "zebra rabbit act ca ") key === " " ? entry.blank() : entry.key(key);
    expect(entry.words.slice(0, 4)).toEqual(["zebra", "rabbit", "act", undefined]);
  });

  test("letters are taken back one by one, then the word before", () => {
    const entry = new WordEntry();
    tap(entry, "abandon");
    tap(entry, "zoo");
    entry.tap("a");
    entry.tap("b");
    entry.remove();
    expect([entry.letters, entry.place]).toEqual(["a", 2]);
    entry.remove();
    entry.remove();
    expect([entry.words.slice(0, 2), entry.place]).toEqual([["abandon", undefined], 1]);
    entry.remove();
    entry.remove();
    expect([entry.words[0], entry.place]).toEqual([undefined, 0]);
  });

  test("wiped, nothing of it is left", () => {
    const entry = new WordEntry();
    entry.type(`${wordsOf().join(" ")} `);
    expect(entry.complete).toBe(true);
    entry.wipe();
    expect([entry.words.filter(Boolean), entry.letters, entry.place]).toEqual([[], "", 0]);
  });
});

describe("typing", () => {
  const spaces = fc.constantFrom(" ", "  ", ", ", "\n", "\t", "1. ", "　");

  test("any case, anything between, four letters: the codename is the same", () => {
    const bytes = fc.uint8Array({ minLength: 16, maxLength: 16 });
    const forms = fc.array(fc.tuple(fc.boolean(), fc.boolean(), spaces), { minLength: 12, maxLength: 12 });
    fc.assert(
      fc.property(bytes, forms, (codename, how) => {
        const words = wordsOf(codename as ReturnType<typeof newCodename>);
        const typed = words.map((word, i) => {
          const [upper, short, between] = how[i] ?? [false, false, " "];
          const form = short ? word.slice(0, 4) : word;
          return (upper ? form.toUpperCase() : form) + between;
        });
        const entry = new WordEntry();
        expect(entry.type(typed.join(""))).toEqual({ rest: "", unknown: undefined });
        expect(entry.indices && codenameOf(entry.indices)).toEqual(codename);
      }),
      { numRuns: 200 },
    );
  });

  test("a word counts once something stands behind it, also letter by letter and in wide letters", () => {
    const entry = new WordEntry();
    let field = "";
    for (const letter of "abandon ａｂｌｅ z") {
      field = entry.type(field + letter).rest;
    }
    expect([field, entry.words.slice(0, 3)]).toEqual(["z", ["abandon", "able", undefined]]);
  });

  test("what begins no word is called by what was typed; the words before it stay", () => {
    const entry = new WordEntry();
    expect(entry.type("abandon abandn able ")).toEqual({ rest: "", unknown: "abandn" });
    expect(entry.words.slice(0, 2)).toEqual(["abandon", undefined]);
  });
});

describe("a codename", () => {
  test("that was offered is in use once its words were entered, and not by any others", () => {
    const correspondence = new Correspondence();
    const offered = correspondence.offer().slice();
    expect(correspondence.offer()).toEqual(offered);
    correspondence.entry.type(`${wordsOf().join(" ")} `);
    expect([correspondence.takeOffered(), correspondence.codename]).toEqual([false, undefined]);
    correspondence.entry.wipe();
    correspondence.entry.type(`${wordsOf(offered as ReturnType<typeof newCodename>).join(" ")} `);
    expect([correspondence.takeOffered(), correspondence.codename]).toEqual([true, offered]);
    expect(correspondence.entry.words.filter(Boolean)).toEqual([]);
  });

  test("whose words don't belong together isn't taken", () => {
    const correspondence = new Correspondence();
    const words = wordsOf(new Uint8Array(16) as ReturnType<typeof newCodename>);
    correspondence.entry.type(`${words.with(11, "zoo").join(" ")} `);
    expect([correspondence.takeEntered(), correspondence.codename]).toEqual([false, undefined]);
  });

  test("that is dropped is overwritten where it stood", () => {
    const correspondence = new Correspondence();
    correspondence.entry.type(`${wordsOf().join(" ")} `);
    expect(correspondence.takeEntered()).toBe(true);
    const { codename } = correspondence;
    const offered = correspondence.offer();
    correspondence.drop();
    expect([codename, offered]).toEqual([new Uint8Array(16), new Uint8Array(16)]);
    expect([correspondence.codename, correspondence.looked]).toEqual([undefined, undefined]);
  });
});
