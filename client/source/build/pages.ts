import { buildPlainPages } from "../plain/build.ts";
import { type BuildOptions, buildSourcePage } from "./build.ts";

/** The one page that most sources see. */
export const SOURCE_PAGE = "source.html";

/**
 * Every page that an instance's server shows, by the name that it has in the server's public folder: the page, and
 * the pages of the manual road. The same tree and anchor give the same bytes on every machine.
 */
export async function buildPages(
  anchorBytes: Uint8Array,
  options: BuildOptions = {},
): Promise<ReadonlyMap<string, Uint8Array>> {
  return new Map([
    [SOURCE_PAGE, await buildSourcePage(anchorBytes, options)],
    ...buildPlainPages(anchorBytes),
  ]);
}
