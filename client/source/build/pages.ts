import { buildPlainPages } from "../plain/build.ts";
import { type BuildOptions, buildSourcePage } from "./build.ts";

/**
 * Every page that an instance's server shows, by the name that it has in the server's public folder: the page, and
 * the pages of the manual road. The same tree and anchor give the same bytes on every machine.
 */
export async function buildPages(
  anchorBytes: Uint8Array,
  options: BuildOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    ["source.html", await buildSourcePage(anchorBytes, options)],
    ...buildPlainPages(anchorBytes),
  ]);
}
