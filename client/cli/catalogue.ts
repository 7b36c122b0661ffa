import { readFileSync } from "node:fs";
import type { Command } from "./command.ts";
import { commandGroup, helpOf } from "./group.ts";
import { asTypedInPackage } from "./say.ts";

type Load = () => Promise<Command>;

/** Each command is loaded when it is called: what opens envelopes offline doesn't load what serves. */
export const COMMANDS: ReadonlyMap<string, Load> = new Map([
  ["demo", async () => (await import("./commands/demo.ts")).demo],
  group("anchor", "look at what everything trusts from the start", [
    ["show", async () => (await import("./commands/anchor/show.ts")).anchorShow],
  ]),
  group("roster", "publish and check who can read", [
    ["publish", async () => (await import("./commands/roster/publish.ts")).rosterPublish],
    ["log", async () => (await import("./commands/roster/log.ts")).rosterLog],
    ["verify", async () => (await import("./commands/roster/verify.ts")).rosterVerify],
  ]),
  ["setup", async () => (await import("./commands/setup.ts")).setup],
  ["serve", async () => (await import("./commands/serve.ts")).serve],
  ["doctor", async () => (await import("./commands/doctor.ts")).doctor],
  ["backup", async () => (await import("./commands/backup.ts")).backup],
  ["restore", async () => (await import("./commands/restore.ts")).restore],
  ["status", async () => (await import("./commands/status.ts")).status],
  ["examine", async () => (await import("./commands/examine.ts")).examine],
  ["export-spool", async () => (await import("./commands/export-spool.ts")).exportSpool],
  ["import-spool", async () => (await import("./commands/import-spool.ts")).importSpool],
  ["purge", async () => (await import("./commands/purge.ts")).purge],
  group("clock", "say that the server's clock is right", [
    ["confirm", async () => (await import("./commands/clock/confirm.ts")).clockConfirm],
  ]),
  group("courier", "fetch tips and deliver letters, online; hide or show the couriers' onion", [
    ["pickup", async () => (await import("./commands/courier/pickup.ts")).courierPickup],
    ["deliver", async () => (await import("./commands/courier/deliver.ts")).courierDeliver],
    ["authorize", async () => (await import("./commands/courier/authorize.ts")).courierAuthorize],
    ["revoke", async () => (await import("./commands/courier/revoke.ts")).courierRevoke],
  ]),
  group("probe", "send sealed test tips, and see whether they come out", [
    ["send", async () => (await import("./commands/probe/send.ts")).probeSend],
    ["check", async () => (await import("./commands/probe/check.ts")).probeCheck],
  ]),
  group("casebook", "check, merge and export casebooks, offline", [
    ["verify", async () => (await import("./commands/casebook/verify.ts")).casebookVerify],
    ["merge", async () => (await import("./commands/casebook/merge.ts")).casebookMerge],
    ["export", async () => (await import("./commands/casebook/export.ts")).casebookExport],
  ]),
  ["open", async () => (await import("./commands/open.ts")).open],
]);

function group(name: string, summary: string, words: readonly (readonly [string, Load])[]): [string, Load] {
  return [name, async () => commandGroup(name, summary, new Map(words))];
}

export const VERSION: string = JSON.parse(
  readFileSync(new URL("../../package.json", import.meta.url), "utf8"),
).version;

export async function overview(): Promise<string> {
  const lines = [...COMMANDS].map(async ([name, load]) => `  ${name.padEnd(15)}${(await load()).summary}`);
  return [
    "nightjar: a sealed box for tips",
    "",
    ...(await Promise.all(lines)),
    "",
    "Each says more: npm run nightjar -- help open",
    "",
  ].join("\n");
}

/** All that the commands say of themselves, in their order: as `--help` prints it. */
export async function helps(): Promise<{ readonly name: string; readonly help: string }[]> {
  const all: { name: string; help: string }[] = [];
  for (const [name, load] of COMMANDS) {
    const command = await load();
    all.push({ name, help: await helpOf(command) });
    for (const [word, loadWord] of command.words ?? [])
      all.push({ name: `${name} ${word}`, help: await helpOf(await loadWord()) });
  }
  return all;
}

/** The commands' reference, in Markdown: docs/commands.md is this. */
export async function reference(): Promise<string> {
  const sections = (await helps()).map(({ name, help }) => `## ${name}\n\n${indented(help)}`);
  return `# The commands\n\nWhat \`nightjar help all\` prints.\n\n${sections.join("\n")}`;
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "    ");
}

/** The manual page of the package, for man(1). */
export async function manualPage(): Promise<string> {
  const sections = (await helps()).map(
    ({ name, help }) => `.SH ${name.toUpperCase()}\n.nf\n${roff(asTypedInPackage(help))}.fi\n`,
  );
  return [
    `.TH NIGHTJAR 1 "" "nightjar ${VERSION}"\n.SH NAME\nnightjar \\- a sealed box for tips\n`,
    `.SH SYNOPSIS\nnightjar COMMAND [WORD] [OPTION]\n`,
    ...sections,
    ".SH SEE ALSO\n/usr/share/doc/nightjar/docs/operating.md\n",
  ].join("");
}

/** What roff would take for its own stands for itself; a hyphen stays one that can be copied. */
function roff(text: string): string {
  return text
    .replaceAll("\\", "\\e")
    .replaceAll("-", "\\-")
    .replace(/^(?=[.'])/gm, "\\&");
}
