import { buildNoScriptPages } from "../no-script/build.ts";
import { type BuildOptions, buildSourcePage } from "./build.ts";

/**
 * Every page that an instance's server shows, by the name that it has in the server's public folder: the page, and
 * the no-script pages. The same tree and anchor give the same bytes on every machine.
 */
export async function buildPages(
  anchorBytes: Uint8Array,
  options: BuildOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    ["source.html", await buildSourcePage(anchorBytes, options)],
    ...buildNoScriptPages(anchorBytes),
  ]);
}
