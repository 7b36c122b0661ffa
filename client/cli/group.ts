import type { Command } from "./command.ts";
import { CliError, EXIT } from "./errors.ts";
import { asTyped } from "./say.ts";

/** A word of the command line that has words of its own: `nightjar roster publish`. */
export function commandGroup(
  name: string,
  summary: string,
  commands: ReadonlyMap<string, () => Promise<Command>>,
): Command {
  const words = [...commands.keys()].join(", ");
  return {
    summary: `${summary}: ${words}`,
    help: async () => {
      const lines = [...commands].map(
        async ([word, load]) => `  ${`${name} ${word}`.padEnd(20)}${(await load()).summary}`,
      );
      return [
        `nightjar ${name} WORD …: ${summary}`,
        "",
        ...(await Promise.all(lines)),
        "",
        `Each says more: npm run nightjar -- ${name} ${[...commands.keys()][0]} --help`,
        "",
      ].join("\n");
    },
    async run([word, ...args]) {
      if (word === undefined) throw new CliError("usage", `Say what to do: ${name} ${words}; or --help.`);
      const load = commands.get(word);
      if (!load) throw new CliError("usage", `There is no "${name} ${word}", only ${words}; or --help.`);
      const command = await load();
      return asksForHelp(args) ? printed(await helpOf(command)) : await command.run(args);
    },
    words: commands,
  };
}

/** Whether --help or -h stands among the arguments, before a `--`. */
export function asksForHelp(args: readonly string[]): boolean {
  const end = args.indexOf("--");
  return (end < 0 ? args : args.slice(0, end)).some((arg) => arg === "--help" || arg === "-h");
}

export async function helpOf({ help }: Command): Promise<string> {
  return typeof help === "string" ? help : await help();
}

export function printed(text: string): number {
  process.stdout.write(asTyped(text));
  return EXIT.ok;
}
