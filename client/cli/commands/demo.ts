import { join, relative, resolve, sep } from "node:path";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { type Command, EXIT_HELP } from "../command.ts";
import { BUNDLES, type Carrying, carryAsItComes } from "../demo/carry.ts";
import { ANCHOR_FILE, openDemoFolder } from "../demo/folder.ts";
import {
  courierFile,
  DEMO_PASSPHRASE,
  REVIEWERS,
  reviewerFile,
  TRYING_COURIER,
} from "../demo/people-files.ts";
import { renewDocuments } from "../demo/renew.ts";
import { CliError } from "../errors.ts";
import { type TargetOptions, targetFrom } from "../http/target.ts";
import { parseOptions } from "../options.ts";
import { say, warn } from "../say.ts";
import { sentenceOf } from "../sentence.ts";
import { type Places, runServer } from "../server-process.ts";
import { settingsHelp } from "../settings-help.ts";

export const demo: Command = {
  summary: "make an instance for trying, and run it on this machine",
  help: `nightjar demo

Makes an instance for trying (stewards, reviewers with their vaults, couriers, signed rosters) in the data folder
if there is none yet, renews its documents, builds the pages, and runs the server until Ctrl-C. What is sent is
carried into bundles there within seconds; the workbench, which is there too, opens them with a vault. Couriers are
served on a port of this machine. Never for real tips: the vaults and their one passphrase lie on the same machine.

${settingsHelp("./data/demo")}
Example
  npm start
  NIGHTJAR_PORT=9000 npm run nightjar -- demo

${EXIT_HELP}`,

  async run(args) {
    parseOptions("demo", args, {});
    const data = process.env.NIGHTJAR_DATA ?? join("data", "demo");
    if (data === "") throw new CliError("usage", "NIGHTJAR_DATA is empty: set it to a folder, or unset it.");
    const { writePages } = await import("../demo/page.ts");
    const place = { data, now: instantOf(Date.now()), primitives: await loadSodium() };
    const folder = await openDemoFolder(place);
    await renewDocuments(place, folder);
    await writePages(data, folder.anchor);
    const settings = { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0", ...process.env };
    const ended = new AbortController();
    let carried: Promise<void> | undefined;
    const onReady = ({ url, couriers }: Places) => {
      for (const line of welcome(url, couriers, shown(data))) say(line);
      if (couriers !== undefined)
        carried ??= carry({
          ...folder,
          data,
          target: targetFrom("demo", placeOf(couriers)),
          stop: ended.signal,
        });
    };
    try {
      return await runServer(data, onReady, settings);
    } finally {
      ended.abort();
      await carried;
    }
  },
};

/** What people open from disk first, then what comes in. What goes wrong is said, and the server goes on. */
async function carry(carrying: Carrying): Promise<void> {
  try {
    await (await import("../demo/page.ts")).writeSavedPages(carrying.data);
    await carryAsItComes(carrying, (name) =>
      say(`A tip has come, and was carried: ${join(shown(carrying.data), name)}`),
    );
  } catch (error) {
    if (carrying.stop.aborted) return;
    warn(`Nothing is carried any more, so press Ctrl-C, and start again. ${sentenceOf(error)}`);
  }
}

function welcome(url: string, couriers: string | undefined, data: string): string[] {
  const at = (name: string) => quoted(join(data, name));
  const [vault = "", other = ""] = REVIEWERS.map(reviewerFile);
  return [
    "Nightjar is running, for trying only.",
    "",
    "  1. Send a tip, as a source does",
    `       the page        ${url}`,
    "  2. Read it, as a reviewer does: open the workbench in a browser, and give it a vault and the bundle",
    `       the workbench   ${join(data, "workbench.html")}`,
    `       the vaults      ${join(data, vault)}`,
    `                       ${join(data, other)}`,
    `       the passphrase  ${DEMO_PASSPHRASE}`,
    `       the bundle      in ${join(data, BUNDLES)}, a few seconds after the tip was sent`,
    "",
    "These keys lie beside what they open: never let a real tip be sent here.",
    "",
    "The same by hand, in a second terminal, first as a courier:",
    "",
    ...(couriers === undefined
      ? []
      : [
          `  npm run nightjar -- courier pickup ${optionFor(couriers)} --key ${at(courierFile(TRYING_COURIER))} --anchor ${at(ANCHOR_FILE)} --bundle demo.bundle`,
        ]),
    `  npm run nightjar -- open --vault ${at(vault)} demo.bundle`,
    "",
    "To stop: Ctrl-C.",
  ];
}

/** Where couriers are served, as the option that says so. */
function placeOf(couriers: string): TargetOptions {
  return couriers.startsWith("unix:") ? { unix: couriers.slice(5) } : { url: couriers };
}

function optionFor(couriers: string): string {
  const { unix, url } = placeOf(couriers);
  return unix === undefined ? `--url ${url}` : `--unix ${quoted(unix)}`;
}

/** A path as the person would write it who called npm: short if it lies below their folder. */
function shown(path: string): string {
  const below = relative(process.env.INIT_CWD ?? process.cwd(), resolve(path));
  return below === ".." || below.startsWith(`..${sep}`) || below === "" ? resolve(path) : below;
}

/** A path as one word of a shell's line. */
function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
