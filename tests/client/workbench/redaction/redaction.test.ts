import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActDigest } from "../../../../client/casebook/names.ts";
import { harmless } from "../../../../client/report/harmless.ts";
import { readableReport } from "../../../../client/report/readable.ts";
import { EMPTY_REPORT, settleReport } from "../../../../client/report/report.ts";
import { occurrencesOf } from "../../../../client/workbench/redaction/occurrences.ts";
import { isUnredacted, piecesOf, placeInSent } from "../../../../client/workbench/redaction/pieces.ts";
import { selectedSpans } from "../../../../client/workbench/redaction/selected.ts";
import { textsOfReport } from "../../../../client/workbench/redaction/texts.ts";
import { SAMPLE_REPORTS } from "../../../support/sample-tips.ts";
import { RICH_REPORT } from "../../report/rich-report.ts";

const hostile = fc
  .array(
    fc.constantFrom("a", "é", "😀", "\u202e", "\r\n", "\n", "\r", "\u0000", "\u200d", "夜", " ", "\ud800"),
    {
      maxLength: 30,
    },
  )
  .map((parts) => parts.join(""));

const redaction = (field: "narrative" | "text", from: number, to: number, n = 0) => ({
  act: `${n}` as ActDigest,
  value: { kind: "redacted", tip: "" as never, field, from, to, why: "x" } as const,
});

describe("texts", () => {
  test("stand in the order in which a report is read, in every language: the n-th quotation is the n-th text", () => {
    for (const report of [RICH_REPORT, ...SAMPLE_REPORTS.map(([, sample]) => sample), EMPTY_REPORT]) {
      for (const language of ["en", "zh-Hans", "zh-Hant"] as const) {
        const quoted = readableReport(report, language)
          .flatMap(({ entries }) => entries.flatMap(({ said }) => said))
          .filter((said) => said.quoted);
        expect(textsOfReport(settleReport(report)).map(({ text }) => text)).toEqual(
          quoted.map(({ text }) => text),
        );
      }
    }
    expect(textsOfReport(RICH_REPORT).map(({ field }) => field)).toHaveLength(9);
  });
});

describe("pieces", () => {
  const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(40)), { maxLength: 5 });

  test("lie side by side from the beginning to the end, each marked by exactly the acts that cover it", () => {
    fc.assert(
      fc.property(hostile, spans, (text, made) => {
        const redactions = made.map(([from, length], i) =>
          redaction("narrative", from, from + length + 1, i),
        );
        const pieces = piecesOf(text, "narrative", redactions);
        expect(pieces.map(({ from, to }) => text.slice(from, to)).join("")).toBe(text);
        for (let at = 0; at < text.length; at++) {
          const piece = pieces.find(({ from, to }) => from <= at && at < to);
          const covering = redactions.filter(({ value }) => value.from <= at && at < value.to);
          expect(new Set(piece?.marks)).toEqual(new Set(covering.map(({ act }) => act)));
        }
        expect(piecesOf(text, "text", redactions)).toHaveLength(text === "" ? 0 : 1);
      }),
    );
  });

  test("a span is unredacted as long as one of its characters would leave", () => {
    fc.assert(
      fc.property(fc.nat(20), fc.nat(20), spans, (from, length, made) => {
        const to = from + length + 1;
        const redactions = made.map(([start, more], i) => redaction("narrative", start, start + more + 1, i));
        const leaves = Array.from({ length: to - from }, (_, i) => from + i).some(
          (at) => !redactions.some(({ value }) => value.from <= at && at < value.to),
        );
        expect(isUnredacted({ field: "narrative", from, to }, redactions)).toBe(leaves);
      }),
    );
  });
});

describe("a selection", () => {
  test("is found in the text as it was sent, however much of it is written out in what is shown", () => {
    fc.assert(
      fc.property(hostile, fc.nat(200), fc.nat(200), (sent, a, b) => {
        const shown = harmless(sent);
        const [start, end] = [Math.min(a, b, shown.length), Math.min(Math.max(a, b), shown.length)];
        const [from, to] = [placeInSent(sent, start, "start"), placeInSent(sent, end, "end")];
        expect(from).toBeLessThanOrEqual(to);
        // Whatever was selected of what is shown is in what the span shows, and nothing but whole characters beside it.
        expect(harmless(sent.slice(from, to))).toContain(shown.slice(start, end));
        expect(harmless(sent.slice(0, from)).length).toBeLessThanOrEqual(start);
      }),
      { numRuns: 500 },
    );
  });

  test("over several pieces of one text is one span without white space at its ends, over two texts two", () => {
    const texts = [
      { field: "station.place.city", text: "Berlin" },
      { field: "narrative", text: "They came to \u202eAlice twice." },
    ] as const;
    const pieces = [
      { field: "station.place.city", from: 0, to: 6, start: 3, end: 6 },
      { field: "narrative", from: 0, to: 9, start: 0, end: 9 },
      { field: "narrative", from: 9, to: 26, start: 0, end: 4 },
    ] as const;
    expect(selectedSpans(texts, pieces).map(({ field, words }) => [field, words])).toEqual([
      ["station.place.city", "lin"],
      ["narrative", "They came to"],
    ]);
    const [only] = selectedSpans(texts, [{ field: "narrative", from: 0, to: 26, start: 13, end: 14 }]);
    expect(only?.words).toBe("\u202e");
    expect(selectedSpans(texts, [{ field: "narrative", from: 0, to: 26, start: 4, end: 5 }])).toEqual([]);
  });
});

describe("occurrences", () => {
  const texts = [
    { field: "narrative", text: "Alice met ALICE and alice\u00a0Wang; (Alice)." },
    { field: "station.place.address", text: "Alice Street 3" },
  ] as const;

  test("are found in every text, in capitals or not, over any white space", () => {
    expect(occurrencesOf(texts, " alice ").map(({ field, words }) => [field, words])).toEqual([
      ["narrative", "Alice"],
      ["narrative", "ALICE"],
      ["narrative", "alice"],
      ["narrative", "Alice"],
      ["station.place.address", "Alice"],
    ]);
    expect(occurrencesOf(texts, "Alice  wang")).toHaveLength(1);
    expect(occurrencesOf(texts, "   ")).toEqual([]);
  });

  test("are found in simplified and in traditional characters, whichever was typed, in their places", () => {
    const written = [{ field: "narrative", text: "張偉來了。😀张伟走了；𫍯𫍯是諴諴。" }] as const;
    for (const words of ["张伟", "張偉", "张偉"]) {
      expect(occurrencesOf(written, words).map((one) => one.words)).toEqual(["張偉", "张伟"]);
    }
    expect(occurrencesOf(written, "諴").map((one) => one.words)).toEqual(["𫍯", "𫍯", "諴", "諴"]);
  });

  test("whatever of a text is looked for is found where it stands", () => {
    const text = fc.array(fc.constantFrom(..."張张諴𫍯諴夜ༀ😀aÉ "), { maxLength: 40 });
    fc.assert(
      fc.property(text, fc.nat(40), fc.nat(8), (characters, from, length) => {
        const words = characters.slice(from, from + length).join("");
        fc.pre(words !== "" && words.trim() === words && !/\s/.test(words));
        const whole = characters.join("");
        const at = characters.slice(0, from).join("").length;
        const found = occurrencesOf([{ field: "narrative", text: whole }], words);
        const covered = found.some((one) => one.from <= at && at < one.to);
        expect(covered).toBe(true);
        for (const one of found) expect([...one.words]).toHaveLength([...words].length);
      }),
    );
  });

  test("any words are taken as they are: none is a pattern", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", minLength: 1, maxLength: 12 }), (words) => {
        fc.pre(words.trim() !== "");
        const found = occurrencesOf([{ field: "narrative", text: `before ${words} after` }], words);
        expect(found.length).toBeGreaterThan(0);
        expect(found.some((one) => one.words.trim().toLowerCase() === words.trim().toLowerCase())).toBe(true);
      }),
    );
    expect(occurrencesOf(texts, ".*")).toEqual([]);
  });

  test("a hundred thousand of them, or of what is almost one, are looked through at once", () => {
    for (const text of ["Alice ".repeat(17_000), "Alice".padEnd(100_000), "A".repeat(100_000)]) {
      expect(occurrencesOf([{ field: "narrative", text }], "Alice Wang Alice")).toEqual([]);
    }
    expect(occurrencesOf([{ field: "narrative", text: "Alice ".repeat(17_000) }], "Alice")).toHaveLength(
      17_000,
    );
  });
});
