import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { RUN_FOLDER } from "./run-folder.ts";

/** Longest that another test file may take to build it, in milliseconds: then it has been killed. */
const LONGEST = 90_000;

/** The workbench, as it is built from this tree: in a run of the tests whoever asks first builds it for all. */
export async function builtWorkbench(): Promise<Uint8Array> {
  const shared = process.env[RUN_FOLDER];
  if (shared === undefined) return await buildWorkbench();
  const path = join(shared, "workbench.html");
  if (!(await isFirst(`${path}.building`))) {
    for (const end = Date.now() + LONGEST; Date.now() < end && !existsSync(path); ) await pause(50);
  }
  if (existsSync(path)) return await readFile(path);
  const built = await buildWorkbench();
  await writeFile(`${path}.${process.pid}`, built);
  await rename(`${path}.${process.pid}`, path);
  return built;
}

async function isFirst(mark: string): Promise<boolean> {
  try {
    await writeFile(mark, "", { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}
