import type { Declaration, Options } from "./declaration.ts";
import { WrongUse } from "./errors.ts";
import { helpFrom } from "./help.ts";
import { parseDeclared } from "./options.ts";

/** One word of the command line. */
export interface Command {
  /** Up to a line, for the overview. */
  readonly summary: string;
  /** Everything `--help` prints: usage, options, an example, exit codes. */
  readonly help: string | (() => Promise<string>);
  /** The words of its own, each with a help of its own. */
  readonly words?: ReadonlyMap<string, () => Promise<Command>>;
  /** Does it; the result is the exit code. @throws CliError, and the errors of the floors below */
  run(args: readonly string[]): Promise<number>;
}

/** Help, parsing and checks come from what a command declares. */
export function defineCommand<const O extends Options = Record<never, string>, const P extends string = "">(
  name: string,
  declared: Declaration<O, P>,
): Command {
  return {
    summary: declared.summary,
    help: helpFrom(name, declared),
    async run(args) {
      try {
        const { values, operands } = parseDeclared(args, declared);
        return await declared.run(values, operands);
      } catch (error) {
        throw error instanceof WrongUse ? error.of(name) : error;
      }
    },
  };
}
