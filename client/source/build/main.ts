import { readFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import { writeBuilt } from "../../build/written.ts";
import { pageTemplate } from "./build.ts";
import { pagesOf } from "./pages.ts";

const USAGE = `Builds the pages of one instance: what the folder "public" of its data folder needs beside anchor and roster.

  npm run build -- --anchor FILE [--out DIR] [--leave-to ADDRESS]

--anchor    the instance's anchor (anchor.json)
--out       the folder that the pages go to (dist); beside each, its SHA-256 as NAME.sha256
--leave-to  the harmless page that "Leave now" opens (about:blank); choose one that many people open`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help || options.anchor === undefined) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  try {
    await writePages(options.anchor, options.out ?? "dist", options["leave-to"]);
    return 0;
  } catch (error) {
    const known = error instanceof CryptoError || error instanceof RangeError || isSystemError(error);
    if (!known) throw error;
    console.error(`The pages were not built. ${error.message}`);
    return 1;
  }
}

function readOptions() {
  try {
    const option = { type: "string" } as const;
    return parseArgs({
      options: { anchor: option, out: option, "leave-to": option, help: { type: "boolean" } },
    }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return undefined;
  }
}

async function writePages(anchorFile: string, out: string, leaveTo: string | undefined): Promise<void> {
  const anchorBytes = await readFile(anchorFile);
  const { demo } = parseAnchor(anchorBytes);
  const pages = pagesOf(await pageTemplate({ demo }), anchorBytes, leaveTo);
  for (const [name, html] of pages) await writeBuilt(out, name, html);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
