import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Cell, encodeCsv } from "../../../../client/casebook/export/csv.ts";
import { readByPython } from "../../../support/casebooks.ts";

const bytesOf = (rows: readonly (readonly Cell[])[]) => new TextEncoder().encode(encodeCsv(rows));

const readByLibrary = (bytes: Uint8Array, options = {}): string[][] =>
  parse(Buffer.from(bytes), { relax_column_count: true, ...options }) as string[][];

/** What no cell may begin with, however a spreadsheet looks past what is before it. */
const FORMULA = /^[\s"\p{C}]*[=+\-@|%＝＋－＠]/u;

const hostile = fc.constantFrom(
  ..."=+-@|%＝＋－＠;,\t\r\n\"' \u0000\u0007\u200b\u202e夜ༀ",
  "=1+1",
  "\r\n",
  '";=cmd|',
  "HYPERLINK",
);

const cell = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.array(hostile, { maxLength: 12 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary" }).map((text) => text.replace(/\p{Cs}/gu, "")),
);

const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 60 });

/** What a text becomes: controls are written out, and apostrophes stand before signs. */
const plain = (text: string) =>
  text
    .replace(/(?![\t\n\r])\p{Cc}/gu, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}}`)
    .replaceAll("'", "");

test("two other parsers read every cell back as it was, but for apostrophes before signs", () => {
  fc.assert(
    fc.property(rows, (texts) => {
      const bytes = bytesOf([["a", "b"], ...texts]);
      const read = readByLibrary(bytes);
      expect(readByPython(bytes)).toEqual(read);
      expect(read.slice(1).map((row) => row.map((text) => text.replaceAll("'", "")))).toEqual(
        texts.map((row) => row.map(plain)),
      );
      for (const row of read) for (const text of row) expect(text).not.toMatch(FORMULA);
    }),
    { numRuns: 5 },
  );
});

test("nor does a cell begin a formula where a spreadsheet separates by whatever it was told, and knows no quotes", () => {
  fc.assert(
    fc.property(rows, (texts) => {
      const naive = encodeCsv([["a", "b"], ...texts]).split(/[,;\t\r\n]/);
      for (const text of naive) expect(text).not.toMatch(FORMULA);
    }),
    { numRuns: 200 },
  );
});

test("a text without signs or controls comes back to the letter", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'aé夜,"\n ༀ.') }), (text) => {
      expect(readByLibrary(bytesOf([["a", text]]))).toEqual([["a", text]]);
    }),
  );
});

test("numbers of ours keep their signs", () => {
  expect(encodeCsv([[-3, { numbers: [-40.4, -3.7] }]])).toBe("-3,-40.4|-3.7\r\n");
});

test("a hundred thousand signs, separators or spaces take no time that grows faster than they do", () => {
  for (const unit of ["\n", "=", "; ", '"', "\u200b", "\n\u200b"]) {
    const text = unit.repeat(100_000);
    expect(readByLibrary(bytesOf([["a", text]]))[0]?.[1]?.replaceAll("'", "")).toBe(text);
  }
});
