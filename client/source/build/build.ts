import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { en } from "../strings/en.ts";
import { inlineCalls } from "./inline-calls.ts";
import { page } from "./page.ts";
import { wasmAsHex } from "./wasm-as-hex.ts";

const HOUSE = fileURLToPath(new URL("../../..", import.meta.url));

/** What Tor Browser is made of, at the oldest that is still served. */
const TARGET = "firefox128";

/**
 * The source's page for one instance: one HTML file that loads nothing, with the anchor baked in. The same tree
 * and anchor give the same bytes on every machine. @throws CryptoError if the anchor isn't one
 */
export async function buildSourcePage(anchorBytes: Uint8Array): Promise<Uint8Array> {
  const anchor = parseAnchor(anchorBytes);
  const anchorText = new TextDecoder().decode(anchorBytes);
  const worker = await bundle("client/source/worker/main.ts", { NIGHTJAR_ANCHOR: anchorText });
  const script = await bundle("client/source/main.ts", {
    NIGHTJAR_WORKER: worker,
    NIGHTJAR_DEMO: anchor.demo,
  });
  const style = await minifiedStyle();
  return new TextEncoder().encode(page({ anchor, strings: en, script, style }));
}

/** One module of this house and all it imports, as one classic script; `constants` stand in place of their names. */
export async function bundle(
  entry: string,
  constants: Record<string, unknown>,
  plugins: Plugin[] = [wasmAsHex, inlineCalls],
): Promise<string> {
  const result = await build({
    stdin: { contents: `import "./${entry}";`, resolveDir: HOUSE, sourcefile: "entry.ts", loader: "ts" },
    absWorkingDir: HOUSE,
    tsconfigRaw: "{}",
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: TARGET,
    charset: "utf8",
    minify: true,
    legalComments: "eof",
    logLevel: "error",
    plugins,
    define: Object.fromEntries(
      Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]),
    ),
  });
  const [output] = result.outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${entry}`);
  return output.text.trim();
}

async function minifiedStyle(): Promise<string> {
  const source = await readFile(new URL("../style.css", import.meta.url), "utf8");
  const { code } = await transform(source, {
    loader: "css",
    minify: true,
    target: TARGET,
    charset: "utf8",
    tsconfigRaw: "{}",
  });
  return code.trim();
}
