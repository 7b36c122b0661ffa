import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { CryptoError } from "../../../crypto/errors.ts";
import { buildPages } from "./pages.ts";

const USAGE = `Builds the pages of one instance: what the folder "public" of its data folder needs beside anchor and roster.

  npm run build -- --anchor FILE [--out DIR]

--anchor  the instance's anchor (anchor.json)
--out     the folder that the pages go to (dist); beside each, its SHA-256 as NAME.sha256`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help || options.anchor === undefined) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  try {
    await writePages(options.anchor, options.out ?? "dist");
    return 0;
  } catch (error) {
    if (!(error instanceof CryptoError) && !isSystemError(error)) throw error;
    console.error(`The pages were not built. ${error.message}`);
    return 1;
  }
}

function readOptions() {
  try {
    const option = { type: "string" } as const;
    return parseArgs({ options: { anchor: option, out: option, help: { type: "boolean" } } }).values;
  } catch (error) {
    console.error(error instanceof Error ? error.message : USAGE);
    return undefined;
  }
}

async function writePages(anchorFile: string, out: string): Promise<void> {
  const pages = await buildPages(await readFile(anchorFile));
  await mkdir(out, { recursive: true });
  for (const [name, html] of pages) {
    const digest = createHash("sha256").update(html).digest("hex");
    await writeFile(join(out, name), html);
    await writeFile(join(out, `${name}.sha256`), `${digest}  ${name}\n`);
    console.log(`${digest}  ${join(out, name)}`);
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
