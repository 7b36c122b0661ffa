import { providers } from "../support/primitives.ts";
import setUpTools from "../support/system-tools.ts";
import { benchBrowser } from "./browser.ts";
import { benchPage } from "./browser-page.ts";
import { benchGrowth } from "./growth.ts";
import { print } from "./measure.ts";
import { benchOpening } from "./opening.ts";
import { benchSealing } from "./sealing.ts";
import { benchSpool } from "./spool.ts";
import { benchStart } from "./start.ts";
import { benchSubmissions } from "./submissions.ts";
import { benchUpload } from "./upload.ts";

const [sodium, noble] = providers;
if (!sodium || !noble) throw new Error("two providers");

/** `npm run bench -- node server spool growth browser page`: some of the tables; without a name, all. */
const asked = new Set(process.argv.slice(2));
const wanted = (table: string) => asked.size === 0 || asked.has(table);

if (wanted("node")) {
  print("Sealing and opening in Node", [
    ...(await benchSealing(sodium)),
    ...(await benchSealing(noble)),
    ...(await benchOpening(sodium)),
  ]);
}
if (wanted("server") || wanted("submissions")) await benchSubmissions();
if (wanted("server") || wanted("upload")) await benchUpload();
if (wanted("server") || wanted("start")) await benchStart();
// Two gigabytes, and minutes: only if it is asked for by its name.
if (asked.has("growth")) await benchGrowth();
if (wanted("spool")) print("What a courier asks of a full spool", await benchSpool());
if (wanted("browser") || wanted("page")) setUpTools();
if (wanted("browser")) await benchBrowser();
if (wanted("page")) await benchPage();
