import { readFile, writeFile } from "node:fs/promises";
import { buildWorkbench } from "../../client/workbench/build/build.ts";
import { madeOnce } from "./made-once.ts";

/** The workbench, as it is built from this tree: once in a run of the tests. */
export async function builtWorkbench(): Promise<Uint8Array> {
  const path = await madeOnce("workbench.html", async (file) => writeFile(file, await buildWorkbench()));
  return path === undefined ? await buildWorkbench() : await readFile(path);
}
