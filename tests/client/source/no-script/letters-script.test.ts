import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { wordlist } from "@scure/bip39/wordlists/english.js";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newCodename } from "../../../../client/letters/codename.ts";
import { lettersScript } from "../../../../client/source/no-script/letters-script.ts";
import { letterTo, poolOf } from "../../../support/given-letters.ts";
import { testInstance } from "../../../support/instance.ts";
import { wordsOfCodename } from "../../../support/letters-page.ts";

const AGE = fileURLToPath(new URL("../../../support/age-that-opens-hybrids.ts", import.meta.url));
const instance = testInstance({ letters: 1 });
const codename = newCodename();
const folder = mkdtempSync(join(tmpdir(), "nightjar-expert-"));
const put = (name: string, content: string | Uint8Array) => writeFileSync(join(folder, name), content);

beforeAll(async () => {
  put("age", `#!/bin/sh\nexec "${process.execPath}" "${AGE}" "$@"\n`);
  chmodSync(join(folder, "age"), 0o755);
  put("english.txt", `${wordlist.join("\n")}\n`);
  put("letters", await poolOf([letterTo(codename, instance, { code: "text", text: "看到了。", number: 3 })]));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What the script prints, for these words. Without a terminal it asks on standard input. */
function run(words: readonly string[], whose = instance): string {
  put("open.py", lettersScript(whose.anchor.instance));
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
  return execFileSync("setsid", ["--wait", "python3", "-W", "ignore", "open.py"], {
    ...{ cwd: folder, env, encoding: "utf8" },
    ...{ input: `${words.join(" ")}\n`, stdio: ["pipe", "pipe", "ignore"] },
  });
}

test("an expert opens a letter with age and Python alone: another's words, and another instance, open nothing", () => {
  const words = wordsOfCodename(codename);
  const letter: unknown = JSON.parse(run(words));
  expect(letter).toMatchObject({ type: "nightjar-letter/v1", number: 3, code: "text", text: "看到了。" });
  expect(run(wordsOfCodename(newCodename()))).toBe("");
  expect(run(words, testInstance({ letters: 1 }))).toBe("");
});
