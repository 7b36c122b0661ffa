import { join, relative, resolve, sep } from "node:path";
import { instantOf } from "../../../crypto/documents/instant.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { type Command, EXIT_HELP } from "../command.ts";
import { openDemoFolder } from "../demo/folder.ts";
import { renewDocuments } from "../demo/renew.ts";
import { identityPath } from "../demo/secrets.ts";
import { CliError } from "../errors.ts";
import { parseOptions } from "../options.ts";
import { say } from "../say.ts";
import { runServer } from "../server-process.ts";
import { settingsHelp } from "../settings-help.ts";

export const demo: Command = {
  summary: "make an instance for trying, and run it on this machine",
  help: `nightjar demo

Makes an instance for trying (stewards, reviewers, keys, a signed roster) in the data folder if there is none yet,
renews its documents, builds the page, and runs the server until Ctrl-C. Never for real tips: the keys that open
them lie on the same machine.

${settingsHelp("./data/demo")}
Example
  npm start
  NIGHTJAR_PORT=9000 npm run nightjar -- demo

${EXIT_HELP}`,

  async run(args) {
    parseOptions("demo", args, {});
    const data = process.env.NIGHTJAR_DATA ?? join("data", "demo");
    if (data === "") throw new CliError("usage", "NIGHTJAR_DATA is empty: set it to a folder, or unset it.");
    const primitives = await loadSodium();
    const now = instantOf(Date.now());
    const folder = await openDemoFolder(data, now, primitives);
    const { roster } = await renewDocuments(data, folder, now, primitives);
    const { writePages } = await import("../demo/page.ts");
    await writePages(data, folder.anchor);
    return await runServer(data, (url) => {
      const identities = roster.reviewers.map(({ number }) => join(shown(data), identityPath(number)));
      for (const line of welcome(url, shown(data), identities)) say(line);
    });
  },
};

function welcome(url: string, data: string, identities: readonly string[]): string[] {
  const [identity = ""] = identities;
  return [
    "Nightjar is running, for trying only.",
    "",
    `  The page               ${url}`,
    ...identities.map((path, i) => `  ${i === 0 ? "The reviewers' keys" : " ".repeat(19)}    ${path}`),
    "",
    "These keys lie beside what they open: never let a real tip be sent here.",
    "To open what has been sent, in a second terminal:",
    "",
    `  npm run nightjar -- open --spool ${quoted(data)} --identity ${quoted(identity)} --out tips`,
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
