import { parseArgs } from "node:util";
import { writeBuilt } from "../../build/written.ts";
import { buildWorkbench, WORKBENCH_PAGE } from "./build.ts";

const USAGE = `Builds the workbench: one HTML file for reviewers, which is the same for every instance.

  npm run build:workbench -- [--out DIR]

--out  the folder that ${WORKBENCH_PAGE} goes to (dist), with its SHA-256 beside it as ${WORKBENCH_PAGE}.sha256

Example
  npm run build:workbench -- --out ./stick

Exit codes
  0  built
  1  failed; stderr says in a sentence why
  2  wrong use`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help) {
    console.log(USAGE);
    return 0;
  }
  try {
    await writeBuilt(options.out ?? "dist", WORKBENCH_PAGE, await buildWorkbench());
    return 0;
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    console.error(`The workbench was not built. ${error.message}`);
    return 1;
  }
}

function readOptions() {
  try {
    return parseArgs({ options: { out: { type: "string" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return undefined;
  }
}
