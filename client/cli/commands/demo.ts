import { join, relative, resolve, sep } from "node:path";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { type Command, EXIT_HELP } from "../command.ts";
import { ANCHOR_FILE, openDemoFolder } from "../demo/folder.ts";
import { COURIER_KEY, DEMO_PASSPHRASE, REVIEWERS, reviewerFile } from "../demo/people-files.ts";
import { renewDocuments } from "../demo/renew.ts";
import { CliError } from "../errors.ts";
import { parseOptions } from "../options.ts";
import { say } from "../say.ts";
import { type Places, runServer } from "../server-process.ts";
import { settingsHelp } from "../settings-help.ts";

export const demo: Command = {
  summary: "make an instance for trying, and run it on this machine",
  help: `nightjar demo

Makes an instance for trying (stewards, reviewers with their vaults, a courier, signed rosters) in the data folder
if there is none yet, renews its documents, builds the page, and runs the server until Ctrl-C; couriers are served
on a port of this machine. Never for real tips: the vaults and their one passphrase lie on the same machine.

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
    return await runServer(data, (places) => welcome(places, shown(data)).forEach(say), settings);
  },
};

function welcome({ url, couriers }: Places, data: string): string[] {
  const at = (name: string) => quoted(join(data, name));
  const vaults = REVIEWERS.map((handle) => join(data, reviewerFile(handle)));
  const place = couriers?.startsWith("unix:") ? `--unix ${quoted(couriers.slice(5))}` : `--url ${couriers}`;
  return [
    "Nightjar is running, for trying only.",
    "",
    `  The page               ${url}`,
    ...vaults.map((path, i) => `  ${(i === 0 ? "The reviewers' vaults" : "").padEnd(22)} ${path}`),
    `  Their passphrase       ${DEMO_PASSPHRASE}`,
    "",
    "These keys lie beside what they open: never let a real tip be sent here.",
    "",
    "What has been sent a courier carries to the reviewers, in a second terminal:",
    "",
    `  npm run nightjar -- courier pickup ${place} --key ${at(COURIER_KEY)} --anchor ${at(ANCHOR_FILE)} --bundle demo.bundle`,
    "",
    "Reviewers open it in the workbench: give dist/workbench.html, opened in a browser, a vault and the bundle.",
    "",
    "  npm run build:workbench",
    "",
    "Or in the terminal:",
    "",
    `  npm run nightjar -- open --vault ${quoted(vaults[0] ?? "")} demo.bundle`,
    "",
    "To stop: Ctrl-C.",
  ];
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
