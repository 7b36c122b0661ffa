import { existsSync } from "node:fs";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { RUN_FOLDER } from "./run-folder.ts";

/**
 * The workbench, as it is built from this tree. In a run of the tests whoever asks first builds it for all; two that
 * ask at once build the same bytes, and each puts them there whole.
 */
export async function builtWorkbench(): Promise<Uint8Array> {
  const shared = process.env[RUN_FOLDER];
  if (shared === undefined) return await buildWorkbench();
  const path = join(shared, "workbench.html");
  if (existsSync(path)) return await readFile(path);
  const built = await buildWorkbench();
  await writeFile(`${path}.${process.pid}`, built);
  await rename(`${path}.${process.pid}`, path);
  return built;
}
