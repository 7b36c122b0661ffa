import { buildNoScriptPages } from "../no-script/build.ts";
import { fillPage, type PageTemplate } from "./fill.ts";

/**
 * Every page that an instance's server shows, by the name that it has in the server's public folder: the page, and
 * the no-script pages. The same tree and anchor give the same bytes on every machine. @throws as fillPage
 */
export function pagesOf(
  template: PageTemplate,
  anchorBytes: Uint8Array,
  leaveTo?: string,
): ReadonlyMap<string, Uint8Array> {
  return new Map([
    ["source.html", fillPage(template, anchorBytes, leaveTo)],
    ...buildNoScriptPages(anchorBytes),
  ]);
}
