import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { FOLDERS, ROOT } from "../../support/imports.ts";
import { temporaryFolder } from "./support/cli.ts";

const folder = temporaryFolder();

/** A copy of the program, with nothing installed but what `npm ci --omit=dev` installs. */
beforeAll(() => {
  for (const name of [...FOLDERS, "package.json"])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const lock: Record<string, { dev?: boolean }> = JSON.parse(
    readFileSync(join(ROOT, "package-lock.json"), "utf8"),
  ).packages;
  for (const [path, { dev }] of Object.entries(lock)) {
    if (path === "" || dev) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(ROOT, path), join(folder, path));
  }
});

/** In a data folder of its own. */
async function run(
  data: string,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = { ...process.env, NIGHTJAR_DATA: join(folder, data), NIGHTJAR_PORT: "0" };
  try {
    const done = await promisify(execFile)(process.execPath, args, { cwd: folder, env });
    return { code: 0, ...done };
  } catch (error) {
    return error as { code: number; stdout: string; stderr: string };
  }
}

test("every command loads", async () => {
  const { code, stdout, stderr } = await run("none", "bin/nightjar.ts", "--help");
  expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  expect(stdout).toContain("export-spool");
});

test("the server loads, as far as asking for its anchor", async () => {
  const { code, stderr } = await run("empty", "server/main.ts");
  expect(code).toBe(1);
  expect(stderr).toMatch(/^[^\n]*anchor[^\n]*\n$/);
});

test("the demo, which builds its page, says what to install", async () => {
  const { code, stdout, stderr } = await run("demo", "bin/nightjar.ts", "demo");
  expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
  expect(stderr).toMatch(/^A package that this needs isn't installed: run npm ci [^\n]*\n$/);
});
