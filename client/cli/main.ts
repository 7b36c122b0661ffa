import { ServerError } from "../http/errors.ts";
import { COMMANDS, overview, reference, VERSION } from "./catalogue.ts";
import { CliError, EXIT } from "./errors.ts";
import { asksForHelp, helpOf, printed } from "./group.ts";
import { warn } from "./say.ts";
import { sentenceOf } from "./sentence.ts";

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
  if (name === "--help" || name === "-h") return printed(await overview());
  if (name === "--version") return printed(`nightjar ${VERSION}\n`);
  if (name === "help") return await help(args);
  if (name === undefined) throw new CliError("usage", `Say what to do: ${words()}; or --help.`);
  const load = COMMANDS.get(name);
  if (!load) throw new CliError("usage", `There is no command "${name}", only ${words()}; or --help.`);
  const command = await load();
  const asked = asksForHelp(command.words ? args.slice(0, 1) : args);
  return asked ? printed(await helpOf(command)) : await command.run(args);
}

/** "help", "help courier pickup", "help all". */
async function help([name, ...more]: readonly string[]): Promise<number> {
  if (name === undefined) return printed(await overview());
  if (name === "all" && more.length === 0) return printed(await reference());
  return await dispatch([name, ...more, "--help"]);
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
