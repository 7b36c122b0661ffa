import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { COMMANDS, manualPage, reference, VERSION } from "../../../client/cli/catalogue.ts";
import type { Command } from "../../../client/cli/command.ts";
import { helpOf } from "../../../client/cli/group.ts";
import { commandLine } from "../../support/command-line.ts";

const groups: string[] = [];
const leaves: [name: string, command: Command][] = [];
for (const [name, load] of COMMANDS) {
  const command = await load();
  if (command.words === undefined) leaves.push([name, command]);
  else groups.push(name);
  for (const [word, loadWord] of command.words ?? []) leaves.push([`${name} ${word}`, await loadWord()]);
}

test("there are commands, and words of commands", () => {
  expect(leaves.length).toBeGreaterThan(25);
  expect(groups.length).toBeGreaterThan(5);
});

describe.each(leaves)("%s", (name, command) => {
  const words = name.split(" ");

  test("--help, and help before it, say its options, an example and its exit codes", async () => {
    const { code, stdout, stderr } = await commandLine([...words, "--nonsense", "--help"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^nightjar ${name}\\b`));
    expect(stdout).toMatch(
      new RegExp(`^Examples?\\n(  .*\\n)*  .*(npm run nightjar -- ${name}\\b|npm start)`, "m"),
    );
    for (const exit of [0, 1, 2]) expect(stdout).toMatch(new RegExp(`^  ${exit}  `, "m"));
    expect(stdout.split("\n").filter((line) => line.length > 120)).toEqual([]);
    expect(await commandLine(["help", ...words])).toEqual({ code, stdout, stderr });
  });

  const complains = async (args: string[], complaint: string) =>
    expect(await commandLine([...words, ...args])).toEqual({
      code: 2,
      stdout: "",
      stderr: `${complaint}: see "npm run nightjar -- ${name} --help".\n`,
    });

  test("an option that isn't there is one sentence and exit 2; those that its help names are there", async () => {
    await complains(["--colour"], "There is no option --colour");
    for (const [, option, value] of (await helpOf(command)).matchAll(/^ {2}(--[a-z-]+)( [A-Z])?/gm))
      await complains([`${option}=`], `The option ${option} ${value ? "needs a value" : "takes no value"}`);
  });

  test("without an option that its usage has outside brackets: one sentence and exit 2", async () => {
    for (const option of neededOf(await helpOf(command))) {
      const others = neededOf(await helpOf(command)).filter((other) => other !== option);
      await complains(
        others.flatMap((other) => [other, "x"]),
        `The option ${option} is missing`,
      );
    }
  });

  test("of options that take each other's place two are one too many, and none is too few where one is needed", async () => {
    const help = await helpOf(command);
    const needed = neededOf(help).flatMap((option) => [option, "x"]);
    for (const { options, isNeeded } of choicesOf(help)) {
      const names = options.map(([option]) => option);
      const listed = `Say ${names.slice(0, -1).join(", ")} or ${names.at(-1)}`;
      await complains([...needed, ...options.slice(-2).flat()], `${listed}: only one of them`);
      if (isNeeded) await complains(needed, `${listed}: one of them is needed`);
    }
  });
});

/** Options with "|" between in the usage, each with a value if it takes one. */
function choicesOf(help: string): { options: string[][]; isNeeded: boolean }[] {
  const usage = (help.split("\n\n")[0] ?? "").replace(/\n +/g, " ");
  return [...usage.matchAll(/(\[?)(--[a-z-]+(?: [A-Z]+…?)?(?:\|--[a-z-]+(?: [A-Z]+…?)?)+)/g)].map(
    ([, bracket, text = ""]) => ({
      options: text.split("|").map((one) => one.replace(/ .*/, " x").split(" ")),
      isNeeded: bracket === "",
    }),
  );
}

/** Of the only way to use it: what isn't in brackets, nor one of two. */
function neededOf(help: string): string[] {
  const [usage = ""] = help.split("\n\n");
  if (/\nnightjar /.test(usage)) return [];
  const needed = usage.replace(/\[[^\]]*\]|--[a-z-]+ [^ |]+\|--[a-z-]+ \S+/g, "").matchAll(/--[a-z-]+/g);
  return [...needed].map(([option]) => option);
}

test("what is needed is known of most", async () => {
  const needed = await Promise.all(leaves.map(async ([, command]) => neededOf(await helpOf(command)).length));
  expect(needed.filter((count) => count > 0).length).toBeGreaterThan(15);
  const choices = await Promise.all(leaves.map(async ([, command]) => choicesOf(await helpOf(command))));
  expect(choices.flat().length).toBeGreaterThan(5);
});

describe.each(groups)("%s", (name) => {
  test("--help has a line for each word; another word, and none, are one sentence and exit 2", async () => {
    const { code, stdout } = await commandLine([name, "--help"]);
    expect(code).toBe(0);
    for (const [leaf] of leaves.filter(([one]) => one.startsWith(`${name} `)))
      expect(stdout).toMatch(new RegExp(`^ {2}${leaf} +\\S`, "m"));
    for (const words of [[name], [name, "nonsense"]]) {
      const wrong = await commandLine(words);
      expect(wrong).toMatchObject({ code: 2, stdout: "" });
      expect(wrong.stderr).toMatch(/^[^\n]+\n$/);
    }
  });
});

test("what the documents and the manual page have of the commands is what the commands say", async () => {
  expect(readFileSync("docs/commands.md", "utf8")).toBe(await reference());
  expect(await commandLine(["help", "all"])).toMatchObject({ code: 0, stdout: await reference() });
  const page = await manualPage();
  for (const [name] of leaves) expect(page).toContain(`.SH ${name.toUpperCase()}\n`);
  expect(page).not.toContain("npm run nightjar");
  expect(page.split("\n").filter((line) => /^['.](?!TH |SH |nf$|fi$)/.test(line))).toEqual([]);
});

test("--version", async () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(VERSION).toBe(version);
  expect(await commandLine(["--version"])).toEqual({ code: 0, stdout: `nightjar ${version}\n`, stderr: "" });
});
