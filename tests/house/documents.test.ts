import { existsSync, readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { COMMANDS } from "../../client/cli/catalogue.ts";
import { parseConfig } from "../../server/config.ts";

const read = (name: string) => readFileSync(name, "utf8");
const DOCUMENTS = [
  ...["README.md", "SPEC.md", "SECURITY.md"],
  ...readdirSync("docs")
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`),
];

const isCommand = (line: string) => line.startsWith("    ") && line.includes("npm run ");

test("the README names every command", () => {
  const names = [...COMMANDS.keys()];
  const table = read("README.md").split("## Commands")[1]?.split("## The house")[0] ?? "";
  expect(names.filter((name) => !table.includes(`\`${name}\``))).toEqual([]);
});

test.each(DOCUMENTS)("%s is wrapped at 120 columns, but for tables, pictures and what is typed", (name) => {
  const long = read(name)
    .split("\n")
    .filter((line) => [...line].length > 120 && !/^\s*(\||!\[)|^ {4}/.test(line));
  expect(long).toEqual([]);
});

test.each(DOCUMENTS)("%s has no command with a date, which is wrong on every other day", (name) => {
  const dated = read(name)
    .split("\n")
    .filter((line) => isCommand(line) && /--[a-z]+ \d{4}-\d\d-\d\d(T\S*)?( |$)/.test(line));
  expect(dated).toEqual([]);
});

test.each([
  ["the operator", "docs/operating.md"],
  ["the courier", "docs/ceremony.md"],
  ["the reviewer", "docs/reviewing.md"],
  ["who helps a source", "docs/helping.md"],
])("%s reads for how long the server keeps what nobody has fetched", (_, name) => {
  expect(read(name)).toMatch(
    new RegExp(`\\bfor ${parseConfig({ NIGHTJAR_DATA: "." }).retentionDays} days\\b`),
  );
});

test("a reviewer reads when to remove what was opened: at the latest when its period is destroyed", () => {
  const text = read("docs/reviewing.md").replace(/\s+/g, " ");
  expect(text).toMatch(
    /`tips\/`[^.]* plain text[^.]*\. Remove it when [^.]*at the latest when its period is destroyed/,
  );
});

test.each(DOCUMENTS)("%s names no test that isn't there", (name) => {
  const named = [...read(name).matchAll(/`(tests\/[^`\s]+)`/g)].map(([, path]) => path ?? "");
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});
