import fc from "fast-check";
import { expect, test } from "vitest";
import { numberedName, safeName } from "../../../client/cli/open/safe-name.ts";
import { isYes } from "../../../client/cli/setup/confirm.ts";
import { TextGuess } from "../../../client/opening/text-guess.ts";
import { harmless, harmlessLine } from "../../../client/report/harmless.ts";

const anyText = fc.string({ unit: "binary", maxLength: 200 });
const ACTING = /(?![\n\t])[\p{Cc}\p{Zl}\p{Zp}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/u;

test("harmless text holds nothing that acts on a terminal; what was harmless stays as it was", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(harmless(text)).not.toMatch(ACTING);
      expect(harmless(harmless(text))).toBe(harmless(text));
      expect(harmlessLine(text)).not.toMatch(/[\n\t]/);
    }),
  );
  for (const text of ["普通话\n\t繁體", "བོད་ཡིག", "ئۇيغۇر\u200cچە", "👩\u200d👧 é"])
    expect(harmless(text)).toBe(text);
  expect(harmless("a\r\nb\rc")).toBe("a\nb\\u{000d}c");
});

test("a safe name is one component that any system takes, and safe names stay as they are", () => {
  fc.assert(
    fc.property(fc.oneof(anyText, fc.string({ unit: "grapheme", maxLength: 300 })), (name) => {
      const safe = safeName(name);
      expect(safe).not.toMatch(/[\p{C}\p{Zl}\p{Zp}<>:"/\\|?*]|^[.\- ]|[. ]$|^$/u);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(130);
      expect(safeName(safe)).toBe(safe);
    }),
  );
  for (const name of ["01-photo.jpg", "照片 2.jpeg", "a.tar.gz", "ab".repeat(16)])
    expect(safeName(name)).toBe(name);
});

test.each([
  ["", "_"],
  ["..", "_"],
  ["../../etc/passwd", "_._.._etc_passwd"],
  ["nul", "_nul"],
  ["COM¹.txt", "_COM¹.txt"],
  ["console.txt", "console.txt"],
  ["e\u0301", "\u00e9"],
  [`${"长".repeat(100)}.jpeg`, `${"长".repeat(38)}.jpeg`],
])("safeName(%j) is %j", (name, safe) => {
  expect(safeName(name)).toBe(safe);
});

test("a number goes before the ending", () => {
  expect(["photo.jpg", "photo", ".x"].map((name) => numberedName(name, 2))).toEqual([
    "photo-2.jpg",
    "photo-2",
    ".x-2",
  ]);
  expect(numberedName("photo.jpg", 1)).toBe("photo.jpg");
});

test("text is told from bytes in whatever pieces they come", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 7 }), (bytes, size) => {
      const pieces = new TextGuess();
      const whole = new TextGuess();
      for (let i = 0; i < bytes.length; i += size) pieces.push(bytes.subarray(i, i + size));
      whole.push(bytes);
      expect(pieces.finish()).toEqual(whole.finish());
    }),
  );
});

test("a question is answered by yes or y, and by nothing else", () => {
  expect(["yes", "y", " Y\n", "YES"].map(isYes)).toEqual([true, true, true, true]);
  expect(["", "n", "no", "ye", "yy", "yes please"].map(isYes)).toEqual(Array(6).fill(false));
});
