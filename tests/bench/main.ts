import { parseArgs } from "node:util";
import { providers } from "../support/primitives.ts";
import setUpTools from "../support/system-tools.ts";
import { benchBrowser } from "./browser.ts";
import { benchPage } from "./browser-page.ts";
import { benchClusters } from "./clusters.ts";
import { benchCourier } from "./courier.ts";
import { benchGrowth } from "./growth.ts";
import { benchLetters } from "./letters.ts";
import { benchLooks } from "./looks.ts";
import { print } from "./measure.ts";
import { benchOnion } from "./onion.ts";
import { benchRepeats, benchRepeatsOverOnion } from "./repeats.ts";
import { benchSealing } from "./sealing.ts";
import { benchSpool } from "./spool.ts";
import { benchStart } from "./start.ts";
import { benchSubmissions } from "./submissions.ts";
import { benchUpload } from "./upload.ts";
import { benchHostile } from "./workbench/hostile.ts";
import { benchOpening, benchWorkbench } from "./workbench/main.ts";
import { benchPoisoned } from "./workbench/poisoned.ts";

const [sodium, noble] = providers;
if (!sodium || !noble) throw new Error("two providers");

/**
 * `npm run bench -- node server spool growth clusters onion browser page letters courier hostile poisoned workbench`: some of the tables;
 * without a name, all but growth.
 * `--count 1000`: so many tips on the workbench instead of 10,000.
 * `--level safer --line sealing`: of `page` that level and that line (start, worker, sealing, cleaning, gap) alone.
 */
const { values, positionals } = parseArgs({
  options: {
    count: { type: "string", default: "10000" },
    level: { type: "string" },
    line: { type: "string" },
  },
  allowPositionals: true,
});
const asked = new Set(positionals);
const wanted = (table: string) => asked.size === 0 || asked.has(table);

if (wanted("node")) {
  print("Sealing in Node", [...(await benchSealing(sodium)), ...(await benchSealing(noble))]);
  await benchOpening(Math.min(Number(values.count), 2000), sodium);
}
if (wanted("server") || wanted("submissions")) await benchSubmissions();
if (wanted("server") || wanted("repeats")) await benchRepeats();
if (wanted("server") || wanted("looks")) await benchLooks();
if (wanted("server") || wanted("upload")) await benchUpload();
if (wanted("server") || wanted("start")) await benchStart();
// Two gigabytes, and minutes: only if it is asked for by its name.
if (asked.has("growth")) await benchGrowth();
if (wanted("spool")) print("What a courier asks of a full spool", await benchSpool());
if (wanted("clusters")) benchClusters();
if (
  [
    "browser",
    "page",
    "letters",
    "courier",
    "onion",
    "repeats-onion",
    "hostile",
    "poisoned",
    "workbench",
  ].some(wanted)
)
  setUpTools();
if (wanted("onion") || wanted("repeats-onion")) await benchRepeatsOverOnion();
if (wanted("onion")) await benchOnion();
if (wanted("browser")) await benchBrowser();
if (wanted("page")) await benchPage(values);
if (wanted("letters")) await benchLetters();
if (wanted("courier")) await benchCourier();
if (wanted("hostile")) await benchHostile();
if (wanted("poisoned")) await benchPoisoned();
if (wanted("workbench")) await benchWorkbench(Number(values.count), sodium);
