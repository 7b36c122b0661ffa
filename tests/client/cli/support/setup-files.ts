import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildNoScriptPages } from "../../../../client/source/no-script/build.ts";
import { encodeAnchor } from "../../../../crypto/documents/anchor.ts";
import type { TestInstance } from "../../../support/instance.ts";
import { annexFor, publishAnnex, publishRoster } from "../../../support/roster-files.ts";

/** What a setup is given, in a folder: `anchor.json`, the pages in `dist`, the rosters in `k`. */
export async function writeSetupFiles(folder: string, instance: TestInstance): Promise<void> {
  const path = (name: string) => join(folder, name);
  const anchor = encodeAnchor(instance.anchor);
  writeFileSync(path("anchor.json"), anchor);
  mkdirSync(path("dist"));
  writeFileSync(path("dist/source.html"), `<script>x='${Buffer.from(anchor)}'</script>`);
  for (const [name, bytes] of buildNoScriptPages(anchor)) writeFileSync(path(`dist/${name}`), bytes);
  publishRoster(path("k"), 1, instance.file);
  publishAnnex(path("k"), 1, await annexFor(instance, instance.file.roster, []));
}
