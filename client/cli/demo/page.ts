import { join } from "node:path";
import { type Anchor, encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { buildSourcePage } from "../../source/build/build.ts";
import { buildPlainPages } from "../../source/plain/build.ts";
import { replaceFile } from "../files.ts";
import { PAGE_FILE } from "./folder.ts";

/** Builds the source's page and those of the manual road for this instance, for the server to serve. */
export async function buildPage(data: string, anchor: Anchor): Promise<void> {
  const anchorBytes = encodeAnchor(anchor);
  await replaceFile(join(data, PAGE_FILE), await buildSourcePage(anchorBytes), 0o644);
  for (const [name, bytes] of buildPlainPages(anchorBytes)) {
    await replaceFile(join(data, "public", name), bytes, 0o644);
  }
}
