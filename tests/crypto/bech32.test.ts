import { bech32 } from "@scure/base";
import fc from "fast-check";
import { expect, test } from "vitest";
import { encodeBech32, parseBech32 } from "../../crypto/bech32.ts";
import { codeOf } from "../support/code-of.ts";

const PREFIX = "age";
const LETTERS = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";

const parse = (text: string, length: number) => parseBech32(text, PREFIX, length, "recipient-malformed");

test("writes what another library writes, and reads it again", () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 70 }), (bytes) => {
      const text = encodeBech32(PREFIX, bytes);
      expect(text).toBe(bech32.encode(PREFIX, bech32.toWords(bytes), false));
      expect(parse(text, bytes.length)).toEqual(bytes);
    }),
  );
});

test("refuses another length, prefix or case, and any letter that is another one, gone, or too many", () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => i * 7);
  const text = encodeBech32(PREFIX, bytes);
  const changed = Array.from(text).flatMap((letter, i) => [
    ...Array.from(`${LETTERS}1b B`, (other) => (other === letter ? "" : other)).map(
      (other) => text.slice(0, i) + other + text.slice(i + 1),
    ),
    text.slice(0, i) + letter + text.slice(i),
  ]);
  for (const wrong of [
    "",
    ...changed,
    text.toUpperCase(),
    ` ${text}`,
    `${text}q`,
    encodeBech32("agf", bytes),
  ])
    expect(
      codeOf(() => parse(wrong, 32)),
      wrong,
    ).toBe("recipient-malformed");
  for (const length of [0, 31, 33]) expect(codeOf(() => parse(text, length))).toBe("recipient-malformed");
});

test("refuses unused bits that aren't zero, under a right checksum", () => {
  const words = bech32.toWords(new Uint8Array(32));
  const text = bech32.encode(PREFIX, [...words.slice(0, -1), 1], false);
  expect(codeOf(() => parse(text, 32))).toBe("recipient-malformed");
});
