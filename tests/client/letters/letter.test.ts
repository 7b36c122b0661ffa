import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  encodeLetter,
  LETTER_CODES,
  type Letter,
  padLetter,
  parseLetter,
  roomLeftIn,
  unpadLetter,
} from "../../../client/letters/letter.ts";
import { utf8 } from "../../../crypto/bytes.ts";
import { encodeSignedDocument } from "../../../crypto/documents/dsse.ts";
import { codeOf } from "../../support/code-of.ts";
import { testInstance } from "../../support/instance.ts";
import { letterTo, signedLetter, sourceOf } from "../../support/letters.ts";

const instance = testInstance();
const [first, second] = instance.secrets.reviewers.map(({ signing }) => signing);
if (!first || !second) throw new Error("two reviewers");
const source = sourceOf(instance);
const coded = letterTo(instance, source);
const written = letterTo(instance, source, { code: "text", text: "谢谢您。\n请再写一次。", number: 2 });

const changed = (letter: Letter, from: string, to: string) =>
  utf8(new TextDecoder().decode(encodeLetter(letter)).replace(from, to));

test("every code is read to what was written", () => {
  for (const code of LETTER_CODES) {
    const letter: Letter = { ...written, code, text: code === "text" ? written.text : "" };
    expect(parseLetter(encodeLetter(letter))).toEqual(letter);
  }
});

describe("refused", () => {
  test.each([
    ["a code nobody knows", changed(coded, '"received"', '"come"')],
    ["a coded letter with a text", changed(coded, '"text":""', '"text":"come"')],
    ["a text without one", changed(written, "谢谢您。\\n请再写一次。", "")],
    ["blanks at its end", changed(written, "一次。", "一次。 ")],
    ["a carriage return", changed(written, "\\n", "\\r\\n")],
    ["an escape sequence", changed(written, "谢谢", "\\u001b[2J")],
    ["half a character", changed(written, "谢谢", "\\ud800")],
    ["number 0", changed(coded, '"number":1', '"number":0')],
    ["no day", changed(coded, coded.on, "2027-02-29")],
    ["no language", changed(coded, "zh-Hans", "中文")],
    ["another key", changed(coded, '"text"', '"link":"","text"')],
    ["keys in another order", changed(coded, '"roster":1,"address"', '"address":1,"roster"')],
    ["an address of low order", changed(coded, Buffer.from(coded.address).toString("hex"), "00".repeat(32))],
  ])("%s", (_, bytes) => {
    expect(["document-malformed", "key-weak"]).toContain(codeOf(() => parseLetter(bytes)));
  });
});

test("whatever is changed in one is refused, or is another letter in its one form", () => {
  const bytes = encodeLetter(written);
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.nat(255), (at, value) => {
      const other = bytes.with(at, value);
      if (codeOf(() => parseLetter(other)) === "accepted")
        expect(encodeLetter(parseLetter(other))).toEqual(other);
    }),
    { numRuns: 500 },
  );
});

test.each(["en-1", "abcd", "en-x-foo", "zh-hans", "EN"])("the language %s is refused", (tag) => {
  expect(codeOf(() => parseLetter(changed(coded, "zh-Hans", tag)))).toBe("document-malformed");
});

test("of every language that is let in a browser has a name, or says its tag", () => {
  const names = new Intl.DisplayNames(["en"], { type: "language" });
  const letters = (least: number, most: number, chars: string) =>
    fc.string({ minLength: least, maxLength: most, unit: fc.constantFrom(...chars) });
  const small = "abcdefghijklmnopqrstuvwxyz";
  fc.assert(
    fc.property(letters(2, 3, small), letters(3, 3, small), (language, script) => {
      for (const tag of [language, `${language}-H${script}`]) {
        expect(parseLetter(encodeLetter({ ...coded, language: tag })).language).toBe(tag);
        expect(names.of(tag)).toBeTypeOf("string");
      }
    }),
  );
});

describe("padded", () => {
  test("to 4,096 bytes, and back", () => {
    const document = signedLetter(written, [first, second]);
    const padded = padLetter(document);
    expect(padded).toHaveLength(4096);
    expect(unpadLetter(padded)).toEqual(document);
  });

  test.each([
    ["a byte in the padding", (padded: Uint8Array) => padded.with(4095, 1)],
    ["a byte less", (padded: Uint8Array) => padded.subarray(0, 4095)],
    ["nothing but zeros", () => new Uint8Array(4096)],
  ])("refused: %s", (_, change) => {
    expect(codeOf(() => unpadLetter(change(padLetter(signedLetter(written, [first])))))).toBe(
      "document-malformed",
    );
  });
});

describe("room", () => {
  const filled = (length: number): Letter => ({ ...written, text: "a".repeat(length) });

  test.each([1, 2])("with %i signatures: as much as is said fits, and no byte more", (signers) => {
    const length = roomLeftIn(filled(1), signers) + 1;
    const signing = [first, second].slice(0, signers);
    expect(roomLeftIn(filled(length), signers)).toBe(0);
    expect(padLetter(signedLetter(filled(length), signing))).toHaveLength(4096);
    expect(codeOf(() => padLetter(signedLetter(filled(length + 1), signing)))).toBe("size-invalid");
    expect(encodeSignedDocument(signedLetter(filled(length), signing)).length).toBeGreaterThan(4092);
  });

  test("800 Chinese characters fit with one signature", () => {
    expect(roomLeftIn({ ...written, text: "字".repeat(800) }, 1)).toBeGreaterThanOrEqual(0);
  });
});
