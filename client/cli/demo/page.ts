import { join } from "node:path";
import { type Anchor, encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { buildSourcePage } from "../../source/build/build.ts";
import { replaceFile } from "../files.ts";
import { PAGE_FILE } from "./folder.ts";

/** Builds the source's page with this instance's anchor in it, for the server to serve. */
export async function buildPage(data: string, anchor: Anchor): Promise<void> {
  await replaceFile(join(data, PAGE_FILE), await buildSourcePage(encodeAnchor(anchor)), 0o644);
}
