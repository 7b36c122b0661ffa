import { ServerError } from "../http/errors.ts";
import type { Command } from "./command.ts";
import { CliError, EXIT } from "./errors.ts";
import { asksForHelp, helpOf, printed } from "./group.ts";
import { warn } from "./say.ts";
import { sentenceOf } from "./sentence.ts";

/** Each command is loaded when it is called: what opens envelopes offline doesn't load what serves. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ["demo", async () => (await import("./commands/demo.ts")).demo],
  ["steward", async () => (await import("./commands/steward.ts")).steward],
  ["anchor", async () => (await import("./commands/anchor.ts")).anchor],
  ["reviewer", async () => (await import("./commands/reviewer.ts")).reviewer],
  ["roster", async () => (await import("./commands/roster.ts")).roster],
  ["vault", async () => (await import("./commands/vault.ts")).vault],
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
  ["clock", async () => (await import("./commands/clock.ts")).clock],
  ["courier", async () => (await import("./commands/courier.ts")).courier],
  ["onion-key", async () => (await import("./commands/onion-key.ts")).onionKey],
  ["probe", async () => (await import("./commands/probe.ts")).probe],
  ["casebook", async () => (await import("./commands/casebook.ts")).casebook],
  ["open", async () => (await import("./commands/open.ts")).open],
]);

/** Runs what the arguments ask for; the result is the exit code. Nothing is thrown: every failure is a sentence. */
export async function main(args: readonly string[]): Promise<number> {
  exitOnBrokenPipe(process.stdout);
  exitOnBrokenPipe(process.stderr);
  startWhereThePersonStands();
  try {
    return await dispatch(args);
  } catch (error) {
    warn(sentenceOf(error));
    return exitOf(error);
  }
}

function exitOf(error: unknown): number {
  if (error instanceof ServerError && error.code === "interrupted") return EXIT.interrupted;
  return error instanceof CliError ? error.exit : EXIT.failed;
}

async function dispatch([name, ...args]: readonly string[]): Promise<number> {
  if (name === "--help" || name === "-h" || name === "help") return printed(await overview());
  if (name === undefined) throw new CliError("usage", `Say what to do: ${words()}; or --help.`);
  const load = COMMANDS.get(name);
  if (!load) throw new CliError("usage", `There is no command "${name}", only ${words()}; or --help.`);
  const command = await load();
  const help = asksForHelp(command.groups ? args.slice(0, 1) : args);
  return help ? printed(await helpOf(command)) : await command.run(args);
}

async function overview(): Promise<string> {
  const lines = [...COMMANDS].map(async ([name, load]) => `  ${name.padEnd(15)}${(await load()).summary}`);
  return [
    "nightjar: a sealed box for tips",
    "",
    ...(await Promise.all(lines)),
    "",
    "Each says more: npm run nightjar -- open --help",
    "",
  ].join("\n");
}

function words(): string {
  return [...COMMANDS.keys()].join(", ");
}

/** `nightjar … | head` ends the reader first; that is no error of anybody's. */
function exitOnBrokenPipe(stream: NodeJS.WriteStream): void {
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    process.exit(EXIT.failed);
  });
}

/** npm runs a script in the project's folder and says where the person was: paths are meant from there. */
function startWhereThePersonStands(): void {
  const { npm_lifecycle_event: script, INIT_CWD: folder } = process.env;
  if (script === "nightjar" && folder !== undefined) process.chdir(folder);
}
