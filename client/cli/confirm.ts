import { CliError } from "./errors.ts";
import { askAloud } from "./open/terminal.ts";

/**
 * Goes on only after the word "yes" or "y", typed on the terminal, or given beforehand with --yes.
 * @throws CliError not-confirmed
 */
export function confirm(question: string, yes: boolean | undefined): void {
  if (yes) return;
  const answer = askAloud(`${question} Type yes to go on: `);
  if (answer === undefined) {
    throw new CliError("not-confirmed", "There is no terminal to ask on: say --yes if you are sure.");
  }
  if (!isYes(answer))
    throw new CliError("not-confirmed", "Nothing was changed, since the answer was not yes.");
}

export function isYes(answer: string): boolean {
  return ["yes", "y"].includes(answer.trim().toLowerCase());
}
