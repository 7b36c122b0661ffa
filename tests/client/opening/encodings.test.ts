import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { deflateSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ENCODINGS, type Encoding } from "../../../client/opening/encodings.ts";
import { guessText, readTextAs } from "../../../client/opening/read-text.ts";
import { TextGuess } from "../../../client/opening/text-guess.ts";
import { encoded, everyday } from "../../support/encoded-text.ts";
import { tellingJpeg } from "../../support/pictures.ts";

const SIMPLIFIED = "上周二有两个人到我表哥的餐馆，要他劝我回国，说不回去就冻结家里的银行卡。\r\n";
const TRADITIONAL = "上週二有兩個人到我表哥的餐館，要他勸我回去。\n";

function iconv(text: string, encoding: string): Uint8Array {
  return execFileSync("iconv", ["-f", "UTF-8", "-t", encoding], { input: text });
}

describe("what systems in China and Taiwan save as plain text is read", () => {
  test.each<[string, string, Encoding]>([
    ["GBK", SIMPLIFIED, "gb18030"],
    ["GB18030", SIMPLIFIED, "gb18030"],
    ["BIG5", TRADITIONAL, "big5"],
    ["UTF-16LE", SIMPLIFIED, "utf-16le"],
    ["UTF-16BE", TRADITIONAL, "utf-16be"],
    ["UTF-8", SIMPLIFIED, "utf-8"],
    ["UTF-16LE", "In English, without a mark.", "utf-16le"],
    ["UTF-16BE", "In English, without a mark.", "utf-16be"],
    ["GBK", "你好", "gb18030"],
    ["BIG5", "你好", "big5"],
    ["GBK", "On 2026-11-20 他们来了 (two of them).", "gb18030"],
    // Traditional characters on a system in the mainland.
    ["GBK", TRADITIONAL, "gb18030"],
  ])("%s: %s", (name, text, encoding) => {
    expect(guessText(iconv(text, name))).toEqual({ text, encoding });
  });

  test.each<[string, number[], Encoding]>([
    ["UTF-8", [0xef, 0xbb, 0xbf], "utf-8"],
    ["UTF-16LE", [0xff, 0xfe], "utf-16le"],
    ["UTF-16BE", [0xfe, 0xff], "utf-16be"],
  ])("%s with its mark, whatever somebody chooses", (name, mark, encoding) => {
    const bytes = Uint8Array.of(...mark, ...iconv(SIMPLIFIED, name));
    expect(guessText(bytes)).toEqual({ text: SIMPLIFIED, encoding });
    expect(readTextAs(bytes, "big5")).toEqual({ text: SIMPLIFIED, encoding });
  });

  test.each<[Encoding, "gb18030" | "big5", number]>([
    ["gb18030", "gb18030", 20],
    ["big5", "big5", 20],
    ["utf-8", "gb18030", 1],
    ["utf-16le", "gb18030", 12],
    ["utf-16be", "big5", 12],
  ])("%s, of any characters of the first level of %s, from %i on", (encoding, characters, least) => {
    const text = fc
      .array(fc.constantFrom(...everyday(characters)), { minLength: least, maxLength: 300 })
      .map((all) => all.join(""));
    fc.assert(
      fc.property(text, (written) => {
        expect(guessText(encoded(written, encoding))).toEqual({ text: written, encoding });
      }),
    );
  });
});

test("another encoding can be chosen, and what isn't of it is shown as such", () => {
  const guess = new TextGuess("big5");
  guess.push(iconv(SIMPLIFIED, "GBK"));
  expect(guess.finish()).toMatchObject({ encoding: "big5", text: expect.not.stringContaining("餐馆") });
  expect(readTextAs(iconv(TRADITIONAL, "BIG5"), "big5").text).toBe(TRADITIONAL);
  expect(readTextAs(Uint8Array.of(0xff), "utf-8").text).toBe("\ufffd");
});

test("what is no text doesn't become one", () => {
  for (const bytes of [
    tellingJpeg(),
    deflateSync(SIMPLIFIED.repeat(9)),
    gzipSync(SIMPLIFIED.repeat(9)),
    Uint8Array.of(0x50, 0x4b, 3, 4, 20, 0, 0, 0, 8, 0),
    Uint8Array.of(0, 1, 2),
    new Uint8Array(4096),
    new Uint8Array(0),
  ])
    expect(guessText(bytes)).toBeUndefined();
  for (let i = 0; i < 500; i++) expect(guessText(randomBytes(256))).toBeUndefined();
});

test("no bytes are too odd, whichever encoding is chosen", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 60 }), fc.constantFrom(...ENCODINGS), (bytes, encoding) => {
      const guessed = guessText(bytes);
      if (guessed) expect(ENCODINGS).toContain(guessed.encoding);
      expect(typeof readTextAs(bytes, encoding).text).toBe("string");
    }),
  );
});
