import { parseArgs } from "node:util";
import { writeBuilt } from "./written.ts";

export interface BuildCommand {
  /** As a sentence begins with it: `The workbench`. */
  readonly what: string;
  /** What it is, after a colon. */
  readonly about: string;
  /** As `npm run` knows it. */
  readonly script: string;
  readonly file: string;
  readonly build: () => Promise<Uint8Array>;
}

/** Builds one file as the command line asks. @returns the exit code */
export async function buildCommand(command: BuildCommand): Promise<number> {
  const options = readOptions(command);
  if (!options) return 2;
  if (options.help) {
    console.log(usageOf(command));
    return 0;
  }
  try {
    await writeBuilt(options.out ?? "dist", command.file, await command.build());
    return 0;
  } catch (error) {
    if (!(error instanceof Error && "syscall" in error)) throw error;
    console.error(`${command.what} was not built. ${error.message}`);
    return 1;
  }
}

function usageOf({ what, about, script, file }: BuildCommand): string {
  return `Builds ${what.charAt(0).toLowerCase()}${what.slice(1)}: ${about}

  npm run ${script} -- [--out DIR]

--out  the folder that ${file} goes to (dist), with its SHA-256 beside it as ${file}.sha256

Example
  npm run ${script} -- --out ./stick

Exit codes
  0  built
  1  failed; stderr says in a sentence why
  2  wrong use`;
}

function readOptions(command: BuildCommand) {
  try {
    return parseArgs({ options: { out: { type: "string" }, help: { type: "boolean" } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : usageOf(command));
    return undefined;
  }
}
