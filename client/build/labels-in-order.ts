import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import type { Plugin } from "esbuild";
import { CODES, type Labels } from "../report/vocabulary/codes.ts";
import { en } from "../report/vocabulary/en.ts";
import { zhHans } from "../report/vocabulary/zh-hans.ts";
import { zhHant } from "../report/vocabulary/zh-hant.ts";

const WORDS = new Map([
  ["en.ts", en],
  ["zh-hans.ts", zhHans],
  ["zh-hant.ts", zhHant],
]);

const BETWEEN = "|";

/** The labels in a language's file, as the formatter lays them out. */
const LABELS = /\n {2}labels: (\{.*?\n {2}\}),/s;

/** Says each code of the vocabulary once in a page, not in each language again: labels come in the codes' order. */
export const labelsInOrder: Plugin = {
  name: "labels-in-order",
  setup(build) {
    build.onLoad({ filter: /\/report\/vocabulary\/(en|zh-\w+)\.ts$/ }, async ({ path }) => {
      const words = WORDS.get(basename(path));
      const source = await readFile(path, "utf8");
      const [, written] = LABELS.exec(source) ?? [];
      if (!words || written === undefined) throw new Error(`${path}: no labels to put in order`);
      return { contents: IMPORT + source.replace(written, () => labelled(words.labels)), loader: "ts" };
    });
  },
};

const IMPORT = `import { CODES } from "./codes.ts";\n`;

/** An expression that makes the labels of their texts. */
function labelled(labels: Labels): string {
  const texts = Object.entries(CODES).flatMap(([group, codes]) => {
    const ofGroup: Readonly<Record<string, string>> = labels[group as keyof Labels];
    return codes.map((code) => ofGroup[code] ?? "");
  });
  if (texts.some((text) => text === "" || text.includes(BETWEEN)))
    throw new Error("a label that can't be cut out");
  return `((texts) => Object.fromEntries(Object.entries(CODES).map(([group, codes]) =>
    [group, Object.fromEntries(codes.map((code) => [code, texts.shift()]))]
  )))(${JSON.stringify(texts.join(BETWEEN))}.split(${JSON.stringify(BETWEEN)}))`;
}
