import { join, relative, resolve, sep } from "node:path";
import { instantOf } from "../../../crypto/documents/instant.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { defineCommand } from "../command.ts";
import { BUNDLES, type Carrying, carryAsItComes, writeTryingPack } from "../demo/carry.ts";
import { ANCHOR_FILE, openDemoFolder } from "../demo/folder.ts";
import { MAILBAGS } from "../demo/mailbags.ts";
import {
  courierFile,
  DEMO_PASSPHRASE,
  REVIEWERS,
  reviewerFile,
  TRYING_COURIER,
  TRYING_PACK,
} from "../demo/people-files.ts";
import { renewDocuments } from "../demo/renew.ts";
import { CliError } from "../errors.ts";
import { nameOfTarget, type Target, type TargetOptions, targetFrom } from "../http/target.ts";
import { say, warn } from "../say.ts";
import { sentenceOf } from "../sentence.ts";
import { type Places, runServer } from "../server-process.ts";
import { settingsHelp } from "../settings-help.ts";

export const demo = defineCommand("demo", {
  summary: "make an instance for trying, and run it on this machine",
  about: `
    Makes an instance for trying (stewards, reviewers with their vaults, couriers, signed rosters) in the
    data folder if there is none yet, renews its documents, builds the pages, and runs the server until
    Ctrl-C. What is sent is carried into bundles there within seconds; the workbench, which is there too,
    opens them with a vault. Mailbags with letters that are put into its folder "mailbags" are delivered
    within seconds, and public at once; a real server waits for the day to close, since else it would tell
    when a courier came. Couriers are served on a port of this machine. Never for real tips: the vaults and
    their one passphrase lie on the same machine.`,
  settings: settingsHelp("./data/demo"),
  example: `npm start
NIGHTJAR_PORT=9000 npm run nightjar -- demo`,

  async run() {
    const data = process.env.NIGHTJAR_DATA ?? join("data", "demo");
    if (data === "") throw new CliError("usage", "NIGHTJAR_DATA is empty: set it to a folder, or unset it.");
    const { writePages } = await import("../demo/page.ts");
    const place = { data, now: instantOf(Date.now()), primitives: await loadSodium() };
    const folder = await openDemoFolder(place);
    await renewDocuments(place, folder);
    await writePages(data, folder.anchor);
    const settings = { ...AT_HAND, ...process.env };
    const ended = new AbortController();
    let carried: Promise<void> | undefined;
    const onReady = ({ url, couriers }: Places) => {
      const target = couriers === undefined ? undefined : targetFrom(placeOf(couriers));
      for (const line of welcome(url, target, shown(data))) say(line);
      if (target) carried ??= carry({ ...folder, data, target, stop: ended.signal }, place.primitives);
    };
    try {
      return await runServer(data, onReady, settings);
    } finally {
      ended.abort();
      await carried;
    }
  },
});

/** What a demo sets that isn't set otherwise: nobody is to wait for a courier, nor for a day to close. */
const AT_HAND = { NIGHTJAR_COURIER_LISTEN: "127.0.0.1:0", NIGHTJAR_LETTERS_AT_ONCE: "1" };

/** What people open from disk first, then what comes in. What goes wrong is said, and the server goes on. */
async function carry(carrying: Carrying, primitives: Primitives): Promise<void> {
  try {
    await (await import("../demo/page.ts")).writeSavedPages(carrying.data, carrying.stop);
    if (carrying.target.kind === "host") await writeTryingPack(carrying, primitives);
    await carryAsItComes(carrying, {
      bundle: (name) => say(`A tip has come, and was carried: ${join(shown(carrying.data), name)}`),
      mailbag: say,
    });
  } catch (error) {
    if (carrying.stop.aborted) return;
    warn(`Nothing is carried any more, so press Ctrl-C, and start again. ${sentenceOf(error)}`);
  }
}

function welcome(url: string, couriers: Target | undefined, data: string): string[] {
  const at = (name: string) => join(data, name);
  const [vault = "", other = ""] = REVIEWERS.map(reviewerFile);
  return [
    "Nightjar is running, for trying only.",
    "",
    "  1. Send a tip, as a source does",
    `       the page        ${url}`,
    "  2. Read it, as a reviewer does: open the workbench in a browser, and give it a vault and the bundle",
    `       the workbench   ${at("workbench.html")}`,
    `       the vaults      ${at(vault)}`,
    `                       ${at(other)}`,
    `       the passphrase  ${DEMO_PASSPHRASE}`,
    `       the bundle      in ${at(BUNDLES)}, a few seconds after the tip was sent`,
    "  3. Write back, if the tip was sent with a codename: in the workbench, beside the tip. Make a mailbag, and save it",
    `       into            ${at(MAILBAGS)}`,
    "  4. Read the answer, as the source does: open the page anew, and give it the codename",
    "       Here letters are there within seconds. A real server shows them once the day (UTC) is over.",
    "",
    "What else there is to try, with the same passphrase:",
    ...(couriers?.kind === "host"
      ? [`  A courier's round    ${at("courier.html")}, and its pack ${at(TRYING_PACK)}`]
      : []),
    `  Keys made and kept   ${at("keys.html")}`,
    "",
    "These keys lie beside what they open: never let a real tip be sent here.",
    "",
    "The same in a second terminal, first as a courier, then as a reviewer:",
    "",
    ...(couriers === undefined
      ? []
      : [
          `  npm run nightjar -- courier pickup ${optionFor(couriers)} --key ${quoted(at(courierFile(TRYING_COURIER)))} --anchor ${quoted(at(ANCHOR_FILE))} --bundle demo.bundle`,
        ]),
    `  npm run nightjar -- open --vault ${quoted(at(vault))} demo.bundle`,
    "",
    "To stop: Ctrl-C.",
  ];
}

/** Where couriers are served, as the option that says so. */
function placeOf(couriers: string): TargetOptions {
  return couriers.startsWith("unix:") ? { unix: couriers.slice(5) } : { url: couriers };
}

function optionFor(target: Target): string {
  return target.kind === "socket" ? `--unix ${quoted(target.path)}` : `--url http://${nameOfTarget(target)}`;
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
