import { statSync } from "node:fs";
import setUpTools from "../support/system-tools.ts";
import { differentFilesBelow } from "./candidates.ts";
import { complaintsOf, countsOf, tableOf } from "./table.ts";
import { tryFiles } from "./try-files.ts";

const USAGE = `Usage: npm run try-files -- DIR
       Judges every file below DIR by what the page would make of it, and prints a table. Nothing in DIR is changed.`;

const [folder, ...others] = process.argv.slice(2);
if (
  folder === undefined ||
  others.length > 0 ||
  !statSync(folder, { throwIfNoEntry: false })?.isDirectory()
) {
  console.error(USAGE);
  process.exit(2);
}
setUpTools();
const tried = await tryFiles(differentFilesBelow(folder));
for (const complaint of complaintsOf(tried)) console.log(complaint);
console.log(`\n${tableOf(tried)}\n`);
const refused = tried.flatMap(({ verdict }) => (verdict.kind === "refused" ? [verdict.code] : []));
const held = tried.flatMap(({ verdict, type }) => (verdict.kind === "held" ? [type] : []));
console.log(
  `Refused: ${countsOf(refused) || "none"}.\nHeld until the person decides: ${countsOf(held) || "none"}.`,
);
