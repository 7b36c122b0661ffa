import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { ROOT } from "../support/imports.ts";
import { readCorpus } from "./corpus.ts";
import { PLANTED, planted } from "./planted.ts";
import { TARGETS } from "./targets.ts";

describe.each(Object.entries(TARGETS))("%s", (name, { run, most }) => {
  test("what fuzzing has come upon is let in, or refused by a known code", async () => {
    const corpus = readCorpus(name);
    expect(corpus.length).toBeGreaterThan(3);
    for (const { bytes } of corpus) {
      expect(bytes.length).toBeLessThanOrEqual(most);
      await run(bytes);
    }
  });
});

test("each target has a fault that can be planted where it says", () => {
  expect(new Set(PLANTED.map(({ target }) => target))).toEqual(new Set(Object.keys(TARGETS)));
  for (const fault of PLANTED) planted(readFileSync(join(ROOT, fault.path), "utf8"), fault);
});

test("the whole corpus is small", () => {
  const lengths = Object.keys(TARGETS).flatMap((name) => readCorpus(name).map(({ bytes }) => bytes.length));
  expect(lengths.reduce((sum, length) => sum + length, 0)).toBeLessThan(500_000);
});
