import { join } from "node:path";
import { type Anchor, encodeAnchor } from "../../../crypto/documents/anchor.ts";
import { buildCourier, COURIER_PAGE } from "../../courier/page/build/build.ts";
import { buildKeys, KEYS_PAGE } from "../../keys/build/build.ts";
import { pageTemplate } from "../../source/build/build.ts";
import { pagesOf } from "../../source/build/pages.ts";
import { buildWorkbench, WORKBENCH_PAGE } from "../../workbench/build/build.ts";
import { replaceFile } from "../files.ts";

/** Builds the instance's pages, with its anchor in them, for the server to serve. */
export async function writePages(data: string, anchor: Anchor): Promise<void> {
  for (const [name, bytes] of pagesOf(await pageTemplate({ demo: true }), encodeAnchor(anchor))) {
    await replaceFile(join(data, "public", name), bytes, 0o644);
  }
}

const SAVED_PAGES = [
  [WORKBENCH_PAGE, buildWorkbench],
  [COURIER_PAGE, buildCourier],
  [KEYS_PAGE, buildKeys],
] as const;

/** Builds what people open from disk, the same for every instance. @throws what `stop` was aborted with */
export async function writeSavedPages(data: string, stop: AbortSignal): Promise<void> {
  for (const [name, build] of SAVED_PAGES) {
    stop.throwIfAborted();
    await replaceFile(join(data, name), await build(), 0o644);
  }
}
