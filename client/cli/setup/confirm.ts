import { CliError } from "../errors.ts";
import { askAloud } from "../open/terminal.ts";

/** Goes on only after the word "yes" or "y", typed on the terminal. @throws CliError not-confirmed */
export function confirm(question: string): void {
  const answer = askAloud(`${question} Type yes to go on: `);
  if (answer === undefined)
    throw new CliError(
      "not-confirmed",
      "There is no terminal to ask on, and nothing was changed: say it all by options, without --ask.",
    );
  if (!isYes(answer))
    throw new CliError("not-confirmed", "Nothing was changed, since the answer was not yes.");
}

export function isYes(answer: string): boolean {
  return ["yes", "y"].includes(answer.trim().toLowerCase());
}
