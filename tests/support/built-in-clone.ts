import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";
import { FOLDERS, ROOT } from "./imports.ts";

/**
 * What a clone has, with the packages of this one; builds in it as a person does.
 * @param clone a folder that may be there already, with what else the command takes
 * @returns the page, whose digest stands beside it
 */
export function builtInClone(clone: string, page: string, ...command: readonly string[]): Buffer {
  mkdirSync(clone, { recursive: true });
  for (const name of [...FOLDERS, "package.json", "tsconfig.base.json", "tsconfig.json"])
    cpSync(join(ROOT, name), join(clone, name), { recursive: true });
  symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
  execFileSync(process.execPath, command, { cwd: clone });
  const built = readFileSync(join(clone, "dist", page));
  const digest = createHash("sha256").update(built).digest("hex");
  expect(readFileSync(join(clone, "dist", `${page}.sha256`), "utf8")).toBe(`${digest}  ${page}\n`);
  return built;
}
