import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { replaceFile, systemSentence } from "../../../client/cli/files.ts";
import { ROOT } from "../../support/imports.ts";

const folder = mkdtempSync(join(tmpdir(), "nightjar-files-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Writes half of a file, says so, and waits to be killed. */
const KILLED = `
  const [{ replaceFile }, path] = [await import(${JSON.stringify(join(ROOT, "client/cli/files.ts"))}), process.argv[1]];
  const half = async function* () { yield Buffer.from("half"); console.log("half"); await new Promise((done) => setTimeout(done, 600_000)); };
  await replaceFile(path, half(), 0o600);
`;

test("what a writing left that was killed goes with a later one of the same file, once nobody can be at it", async () => {
  const vault = join(folder, "wren.vault");
  await replaceFile(vault, "first", 0o600);
  const child = spawn(process.execPath, ["--input-type=module", "-e", KILLED, vault], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  await once(child.stdout, "data");
  child.kill("SIGKILL");
  await once(child, "exit");
  const left = readdirSync(folder).filter((name) => name !== "wren.vault");
  expect(left).toEqual([expect.stringMatching(/^\..*\.tmp$/)]);
  expect(readFileSync(join(folder, left[0] ?? ""), "utf8")).toBe("half");
  await replaceFile(vault, "second", 0o600);
  expect(readdirSync(folder).sort()).toEqual([...left, "wren.vault"]);
  const ago = new Date(Date.now() - 2 * 60 * 60 * 1000);
  utimesSync(join(folder, left[0] ?? ""), ago, ago);
  for (const others of [".0123456789abcdef.0123456789abcdef.tmp", ".notes.tmp"]) {
    writeFileSync(join(folder, others), "");
    utimesSync(join(folder, others), ago, ago);
  }
  await replaceFile(join(folder, "lark.vault"), "another", 0o600);
  expect(readdirSync(folder)).toContain(left[0]);
  await replaceFile(vault, "third", 0o600);
  expect(readdirSync(folder).sort()).toEqual([
    ".0123456789abcdef.0123456789abcdef.tmp",
    ".notes.tmp",
    "lark.vault",
    "wren.vault",
  ]);
  expect(readFileSync(vault, "utf8")).toBe("third");
});

test.each(["EIO", "ENODEV", "ENOTCONN", "ECONNABORTED", ""])(
  "a stick pulled out while it is used may say %j",
  (code) => {
    const error = Object.assign(new Error(code), { code, syscall: "write", path: "/stick/a.bundle" });
    expect(systemSentence(error)).toMatch(/^The disk or stick of \/stick\/a.bundle .* put it back in/);
  },
);
