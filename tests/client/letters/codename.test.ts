import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type Codename,
  codenameOf,
  indexOfWord,
  indicesOf,
  lettersAfter,
  newCodename,
  wordAt,
  wordsBeginning,
} from "../../../client/letters/codename.ts";

const ALL = Array.from({ length: 2048 }, (_, i) => wordAt(i));
const entropy = fc.uint8Array({ minLength: 16, maxLength: 16 }) as fc.Arbitrary<Uint8Array>;

/** BIP 39's own vectors (trezor/python-mnemonic, vectors.json). */
test.each([
  ["00000000000000000000000000000000", `${"abandon ".repeat(11)}about`],
  [
    "7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f7f",
    "legal winner thank year wave sausage worth useful legal winner thank yellow",
  ],
  [
    "80808080808080808080808080808080",
    "letter advice cage absurd amount doctor acoustic avoid letter advice cage above",
  ],
  ["ffffffffffffffffffffffffffffffff", `${"zoo ".repeat(11)}wrong`],
])("%s", (hex, words) => {
  const indices = indicesOf(new Uint8Array(Buffer.from(hex, "hex")) as Uint8Array as Codename);
  expect(Array.from(indices, wordAt).join(" ")).toBe(words);
  expect(codenameOf(indices)).toEqual(new Uint8Array(Buffer.from(hex, "hex")));
});

test("whatever its bytes are, its words lead back to them", () => {
  fc.assert(
    fc.property(entropy, (bytes) => {
      expect(codenameOf(indicesOf(bytes as Codename))).toEqual(bytes);
    }),
  );
});

test("codenames are drawn anew each time", () => {
  const drawn = Array.from({ length: 64 }, () => Array.from(newCodename()).join());
  expect(new Set(drawn).size).toBe(64);
});

test("a wrong word passes one time in sixteen, and nothing says which it is", () => {
  const indices = indicesOf(new Uint8Array(16) as Uint8Array as Codename);
  const passing = ALL.filter((_, i) => codenameOf(indices.with(5, i)) !== undefined);
  expect(passing.length).toBeGreaterThan(64);
  expect(passing.length).toBeLessThan(256);
});

test("eleven or thirteen words are nobody's codename", () => {
  expect(() => codenameOf(new Uint16Array(11))).toThrow(RangeError);
  expect(() => codenameOf(new Uint16Array(13))).toThrow(RangeError);
});

describe("a word that is entered", () => {
  test("any case, blanks around it, and its first four letters do", () => {
    for (const [i, word] of ALL.entries()) {
      expect(indexOfWord(` ${word.toUpperCase()}\t`)).toBe(i);
      expect(indexOfWord(word.slice(0, 4))).toBe(i);
    }
  });

  test.each(["", "aban1", "abandom", "zz", "aba", "абaндон"])("%j is none", (typed) => {
    expect(indexOfWord(typed)).toBeUndefined();
  });

  test("three letters are a word only where one is that short", () => {
    expect(indexOfWord("act")).toBe(ALL.indexOf("act"));
    expect(indexOfWord("aba")).toBeUndefined();
  });
});

test("the picker: after at most four letters one word is left, or one of the list itself is spelt", () => {
  const walk = (beginning: string): number => {
    const words = wordsBeginning(beginning);
    if (words.length === 1) return beginning.length;
    expect(beginning.length).toBeLessThan(4);
    return Math.max(...lettersAfter(beginning).map((letter) => walk(beginning + letter)));
  };
  expect(walk("")).toBe(4);
  expect(lettersAfter("")).toHaveLength(25);
  expect(lettersAfter("zo")).toEqual(["n", "o"]);
});
