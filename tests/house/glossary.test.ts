import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { FOLDERS, filesBelow, textOf } from "../support/imports.ts";
import { literalsIn } from "../support/syntax.ts";

type Script = "zh-Hans" | "zh-Hant";
const SCRIPTS: readonly Script[] = ["zh-Hans", "zh-Hant"];

/** Texts that may hold a banned word, and why. */
const MAY: readonly { readonly file: string; readonly text: RegExp; readonly why: string }[] = [];

/** The rows of a table of the glossary, a text a column, by the heading it stands under. */
function tableOf(heading: string): string[][] {
  const part = readFileSync("docs/glossary.md", "utf8").split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = part.split("\n").filter((line) => line.startsWith("| "));
  return rows.slice(2).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const said = tableOf("On the pages");
const unsaid = tableOf("For what is still to be said");
const banned = tableOf("Words that no string of ours holds");

const column = (script: Script) => SCRIPTS.indexOf(script);
const wordsIn = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map(([, word = ""]) => word);
const bannedIn = (script: Script) => banned.flatMap((row) => wordsIn(row[column(script)]));

/** Documents in Chinese, each paragraph a text like any string. */
const documents = readdirSync("docs")
  .filter((name) => /\.zh-han[st]\.md$/.test(name))
  .flatMap((name) =>
    readFileSync(`docs/${name}`, "utf8")
      .split("\n\n")
      .map((literal) => ({ file: `docs/${name}`, literal: literal.replaceAll("\n", "") })),
  );

const strings = FOLDERS.flatMap(filesBelow)
  .map((file) => ({ file, text: textOf(file) }))
  .filter(({ text }) => /\p{Script=Han}/u.test(text))
  .flatMap(({ file, text }) =>
    literalsIn(text, file)
      .filter((literal) => /\p{Script=Han}/u.test(literal))
      .map((literal) => ({ file, literal })),
  )
  .concat(documents);

/** The ways of writing Chinese that a file's strings may be in. */
const scriptsOf = (file: string) => {
  const own = SCRIPTS.filter((script) => file.includes(script.toLowerCase()));
  return own.length === 0 ? SCRIPTS : own;
};

test("the reader of strings reads every kind", () => {
  const code = `f({ "甲": "乙" }, \`丙\${a ? "丁" : \`戊\${b}己\`}庚\`, <p title="壬">癸</p>); // 辛`;
  const literals = literalsIn(code, "a.tsx");
  expect(literals.filter((text) => /\p{Script=Han}/u.test(text))).toEqual(
    expect.arrayContaining(["甲", "乙", "丙", "丁", "戊", "己", "庚", "壬", "癸"]),
  );
  expect(literals).not.toContain("辛");
  for (const folder of [
    "source/strings",
    "source/no-script",
    "report/vocabulary",
    "workbench/strings",
    "keys/strings",
    "courier/page/strings",
  ]) {
    expect(strings.filter(({ file }) => file.startsWith(`client/${folder}/`)).length).toBeGreaterThan(50);
  }
});

test("no Chinese string holds a word that the glossary bans", () => {
  for (const script of SCRIPTS) expect(bannedIn(script).length).toBeGreaterThan(30);
  const found = strings.flatMap(({ file, literal }) =>
    scriptsOf(file)
      .flatMap(bannedIn)
      .filter((word) => literal.includes(word))
      .map((word) => ({ file, word, literal })),
  );
  const allowed = (one: (typeof found)[number]) =>
    MAY.some(({ file, text }) => file === one.file && text.test(one.literal));
  expect(found.filter((one) => !allowed(one))).toEqual([]);
  expect(
    MAY.filter(({ file, text }) => !found.some((one) => one.file === file && text.test(one.literal))),
  ).toEqual([]);
});

test("what the state calls “persuading to return” stands in quotes", () => {
  const about = strings.filter(({ literal }) => /劝返|勸返/.test(literal));
  expect(about.length).toBeGreaterThan(1);
  expect(about.filter(({ literal }) => /(?<!“)劝返|劝返(?!”)|(?<!「)勸返|勸返(?!」)/.test(literal))).toEqual(
    [],
  );
});

test("what the glossary has for the pages is what they say", () => {
  expect(said.length).toBeGreaterThan(50);
  for (const script of SCRIPTS) {
    const own = strings.filter(({ file }) => file.includes(script.toLowerCase()));
    const terms = said.map((row) => row[1 + column(script)] ?? "");
    expect(terms.filter((term) => !own.some(({ literal }) => literal.includes(term)))).toEqual([]);
  }
});

test("the glossary itself proposes no word that it bans", () => {
  for (const script of SCRIPTS) {
    const terms = [...said, ...unsaid].map((row) => row[1 + column(script)] ?? "");
    expect(terms.filter((term) => bannedIn(script).some((word) => term.includes(word)))).toEqual([]);
  }
});
