import { harmlessLine } from "../report/harmless.ts";

/** One line of result, on stdout. Whatever stands in it can't act on a terminal. */
export function say(line = ""): void {
  process.stdout.write(`${harmlessLine(line)}\n`);
}

/** One line for the person, on stderr: an error, a warning. */
export function warn(line: string): void {
  process.stderr.write(`${harmlessLine(line)}\n`);
}
