import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { LANGUAGES } from "../strings/languages.ts";
import { codesOnly } from "./codes-only.ts";
import { page } from "./page.ts";
import { wasmAsText } from "./wasm-as-text.ts";

const HOUSE = fileURLToPath(new URL("../../..", import.meta.url));

/** What Tor Browser is made of, at the oldest that is still served. */
const TARGET = "firefox128";

const NOWHERE = "about:blank";

export interface BuildOptions {
  /** The harmless page that "leave now" goes to: `about:blank`, or an absolute http or https address. */
  readonly leaveTo?: string;
  /** Offers a language that runs from right to left, to see whether the layout mirrors itself. */
  readonly mirror?: boolean;
}

/**
 * The source's page for one instance: one HTML file that loads nothing, with the anchor baked in. The same tree,
 * anchor and options give the same bytes on every machine.
 * @throws CryptoError if the anchor isn't one; RangeError if `leaveTo` isn't such an address
 */
export async function buildSourcePage(
  anchorBytes: Uint8Array,
  { leaveTo = NOWHERE, mirror = false }: BuildOptions = {},
): Promise<Uint8Array> {
  const anchor = parseAnchor(anchorBytes);
  const anchorText = new TextDecoder().decode(anchorBytes);
  const script = await bundle("client/source/program.ts", {
    NIGHTJAR_ANCHOR: anchorText,
    NIGHTJAR_DEMO: anchor.demo,
    NIGHTJAR_LEAVE_TO: harmlessAddress(leaveTo),
    NIGHTJAR_MIRROR: mirror,
  });
  const style = await minifiedStyle();
  return new TextEncoder().encode(page({ anchor, languages: LANGUAGES, script, style }));
}

/** One module of this house and all it imports, as one classic script; `constants` stand in place of their names. */
export async function bundle(
  entry: string,
  constants: Record<string, unknown>,
  plugins: Plugin[] = [wasmAsText, codesOnly],
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

function harmlessAddress(address: string): string {
  if (address === NOWHERE) return address;
  const url = URL.parse(address);
  if (url?.protocol === "https:" || url?.protocol === "http:") return url.href;
  throw new RangeError(`The page to leave to must be ${NOWHERE}, or begin with https:// or http://.`);
}

async function minifiedStyle(): Promise<string> {
  const sources = ["../base.css", "../style.css"].map((name) =>
    readFile(new URL(name, import.meta.url), "utf8"),
  );
  const { code } = await transform((await Promise.all(sources)).join(""), {
    loader: "css",
    minify: true,
    target: TARGET,
    charset: "utf8",
    tsconfigRaw: "{}",
  });
  return code.trim();
}
