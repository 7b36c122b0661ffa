import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { build, type Plugin, transform } from "esbuild";
import { codesOnly } from "./codes-only.ts";
import { labelsInOrder } from "./labels-in-order.ts";
import { wordsByDifference } from "./words-by-difference.ts";

const HOUSE = fileURLToPath(new URL("../..", import.meta.url));

/** What Tor Browser is made of, at the oldest that is still served. */
const TARGET = "firefox128";

/** What makes every page lighter. */
export const LIGHTER: readonly Plugin[] = [wordsByDifference, labelsInOrder, codesOnly];

/** One module of this house and all it imports, as one classic script; `constants` stand in place of their names. */
export async function bundle(
  entry: string,
  constants: Record<string, unknown>,
  plugins: readonly Plugin[] = LIGHTER,
): Promise<string> {
  const result = await build({
    stdin: { contents: `import "./${entry}";`, resolveDir: HOUSE, sourcefile: "entry.ts", loader: "ts" },
    absWorkingDir: HOUSE,
    tsconfigRaw: "{}",
    jsx: "automatic",
    jsxImportSource: "preact",
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: TARGET,
    charset: "utf8",
    minify: true,
    legalComments: "eof",
    logLevel: "error",
    plugins: [...plugins],
    define: Object.fromEntries(
      Object.entries(constants).map(([name, value]) => [name, JSON.stringify(value)]),
    ),
  });
  const [output] = result.outputFiles;
  if (!output) throw new Error(`esbuild made nothing of ${entry}`);
  return output.text.trim();
}

/** Style sheets as one, made small. */
export async function minifiedStyle(...files: readonly URL[]): Promise<string> {
  const sources = await Promise.all(files.map((file) => readFile(file, "utf8")));
  const { code } = await transform(sources.join(""), {
    loader: "css",
    minify: true,
    target: TARGET,
    charset: "utf8",
    tsconfigRaw: "{}",
  });
  return code.trim();
}
