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

/** The lines about exit codes that every command's help ends in. */
export const EXIT_HELP = `Exit codes
  0  done
  1  failed; stderr says in a sentence why, and what to do
  2  wrong use: an option, or a file that is not there
`;
