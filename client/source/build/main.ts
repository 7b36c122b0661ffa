import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { CryptoError } from "../../../crypto/errors.ts";
import { buildPlainPages } from "../plain/build.ts";
import { buildSourcePage } from "./build.ts";

const USAGE = `Builds the source's page for one instance.

  npm run build -- --anchor FILE [--out FILE]

--anchor  the instance's anchor (anchor.json)
--out     where the page goes (dist/source.html); its SHA-256 is written beside it, as FILE.sha256,
          and the pages for browsers without JavaScript, as plain.html and plain-….html`;

process.exitCode = await main();

async function main(): Promise<number> {
  const options = readOptions();
  if (!options) return 2;
  if (options.help || options.anchor === undefined) {
    console.log(USAGE);
    return options.help ? 0 : 2;
  }
  try {
    await writePage(options.anchor, options.out ?? "dist/source.html");
    return 0;
  } catch (error) {
    if (!(error instanceof CryptoError) && !isSystemError(error)) throw error;
    console.error(`The page was not built. ${error.message}`);
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

async function writePage(anchorFile: string, out: string): Promise<void> {
  const anchor = await readFile(anchorFile);
  const html = await buildSourcePage(anchor);
  const digest = createHash("sha256").update(html).digest("hex");
  await mkdir(dirname(out), { recursive: true });
  await writeFile(out, html);
  await writeFile(`${out}.sha256`, `${digest}  ${basename(out)}\n`);
  for (const [name, bytes] of buildPlainPages(anchor)) await writeFile(join(dirname(out), name), bytes);
  console.log(`${out}: ${html.length} bytes, SHA-256 ${digest}`);
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "code" in error && "syscall" in error;
}
