import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { FOLDERS, filesBelow, ROOT, textOf } from "../support/imports.ts";

const sources = FOLDERS.flatMap(filesBelow);

/** The codes of a layer's error: the keys of the sentences beside it. */
function codesOf(file: string): string[] {
  const [, elsewhere] = /import \{ SENTENCES \} from "(.+)"/.exec(textOf(file)) ?? [];
  const sentences = textOf(elsewhere ? join(dirname(file), elsewhere) : file);
  return [...sentences.matchAll(/^ {2}"?([a-z][a-z0-9-]*)"?:/gm)].map(([, code]) => code ?? "");
}

const layers = sources.filter((file) => /extends codedError\(/.test(textOf(file)));

test("every layer's errors are looked at", () => {
  expect(layers.length).toBeGreaterThanOrEqual(7);
  for (const file of layers) expect(codesOf(file).length, file).toBeGreaterThan(1);
});

test.each(layers)("%s: some code refuses with each, and some test names it", (file) => {
  const code = sources.filter((other) => !other.includes("/strings/") && !other.endsWith("sentences.ts"));
  const isIn = (texts: readonly string[], name: string) => texts.some((text) => text.includes(`"${name}"`));
  const thrown = code.filter((other) => other !== file).map(textOf);
  const tests = filesBelow("tests").map((path) => readFileSync(join(ROOT, path), "utf8"));
  const named = tests.join("\n");
  const codes = codesOf(file);
  expect(codes.filter((name) => !isIn(thrown, name))).toEqual([]);
  expect(codes.filter((name) => !new RegExp(`\\b${name}\\b`).test(named))).toEqual([]);
});
