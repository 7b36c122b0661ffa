import { existsSync } from "node:fs";
import { harmlessLine } from "../report/harmless.ts";
import { PROGRAM, TEMPLATE } from "./setup/packaged.ts";

const PACKAGED = existsSync(`${PROGRAM}/${TEMPLATE.script}`);

/** Commands as they are typed here: a source tree's go through npm, a package's are on the path. */
export function asTyped(text: string): string {
  return PACKAGED ? asTypedInPackage(text) : text;
}

export function asTypedInPackage(text: string): string {
  return text.replaceAll("npm run nightjar -- ", "nightjar ");
}

/** "1 envelope", "3 envelopes". */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** One line of result, on stdout. Whatever stands in it can't act on a terminal. */
export function say(line = ""): void {
  process.stdout.write(`${harmlessLine(asTyped(line))}\n`);
}

/** A server that can't be reached may come back, and Tor takes its time: what is being waited for is said. */
export function sayWait({ message }: Error, seconds: number): void {
  warn(`${message} Trying again in ${seconds} seconds; Ctrl-C stops.`);
}

/** One line for the person, on stderr: an error, a warning. */
export function warn(line: string): void {
  process.stderr.write(`${harmlessLine(asTyped(line))}\n`);
}
