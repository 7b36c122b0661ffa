import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { RUN_FOLDER } from "./run-folder.ts";

/**
 * What is costly to make, made once in a run of the tests: whoever asks first makes it for all, a file or a folder at
 * the path that is given, and the others wait. The result is where it lies; undefined outside a run.
 */
export async function madeOnce(
  name: string,
  make: (path: string) => Promise<void>,
): Promise<string | undefined> {
  const shared = process.env[RUN_FOLDER];
  if (shared === undefined) return undefined;
  const path = join(shared, name);
  if (await isFirst(`${path}.lock`)) {
    await make(`${path}.unfinished`);
    await rename(`${path}.unfinished`, path);
  }
  for (let waited = 0; !existsSync(path); waited++) {
    if (waited === 1800) throw new Error(`no test file has made ${name} within a minute and a half`);
    await pause(50);
  }
  return path;
}

/** Whether nobody else was here before: a folder can be made but once. */
async function isFirst(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
