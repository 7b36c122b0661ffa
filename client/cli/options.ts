import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { CryptoError } from "../../crypto/errors.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import { CliError } from "./errors.ts";

/**
 * The options of one command, strictly: no unknown one, none without its value, none twice that counts once.
 * @throws CliError usage
 */
export function parseOptions<const T extends ParseArgsOptionsConfig>(
  command: string,
  args: readonly string[],
  options: T,
  more: { positionals?: boolean } = {},
) {
  const config = {
    args: [...args],
    options,
    strict: true,
    allowPositionals: more.positionals ?? false,
    tokens: true,
  } as const;
  const parsed = orComplaint(command, () => parseArgs(config));
  const seen = new Set<string>();
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    if (seen.has(token.name) && options[token.name]?.multiple !== true) {
      throw usage(command, `The option --${token.name} may be given once only`);
    }
    if (token.value === "") throw usage(command, `The option --${token.name} needs a value`);
    seen.add(token.name);
  }
  return { values: parsed.values, positionals: parsed.positionals };
}

/** The value of an option that must be there. */
export function required(command: string, name: string, value: string | undefined): string {
  if (value === undefined) throw usage(command, `The option --${name} is missing`);
  return value;
}

/** What an option's value says; a value that isn't one is wrong use. @throws CliError usage */
export function orUsage<T>(command: string, complaint: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CryptoError) throw usage(command, complaint);
    throw error;
  }
}

/** A UTC day that must be said, as 2026-11-22. @throws CliError usage */
export function requiredDay(command: string, name: string, value: string | undefined): Day {
  const text = required(command, name, value);
  return orUsage(command, `The option --${name} takes a day, as 2026-11-22`, () => parseDay(text));
}

/** A whole number within bounds. @throws CliError usage */
export function wholeNumber(
  command: string,
  name: string,
  text: string,
  least: number,
  most: number,
): number {
  const value = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usage(command, `The option --${name} takes a whole number from ${least} to ${most}`);
}

/** The one argument that is no option. @throws CliError usage */
export function onePositional(command: string, positionals: readonly string[], complaint: string): string {
  const [only, ...more] = positionals;
  if (only === undefined) throw usage(command, complaint);
  if (more.length > 0) throw usage(command, `Nothing is expected where "${more[0]}" stands`);
  return only;
}

export function usage(command: string, complaint: string): CliError {
  return new CliError("usage", `${complaint}: see "npm run nightjar -- ${command} --help".`);
}

function orComplaint<T>(command: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError && "code" in error) throw usage(command, complaintOf(error));
    throw error;
  }
}

/** Node's own messages run over several lines; only the name that they quote is taken from them. */
function complaintOf(error: TypeError & { code: unknown }): string {
  const quoted = /'([^']*)'/.exec(error.message)?.[1] ?? "";
  const option = /--?[\w-]+(?= <|$)/.exec(quoted)?.[0] ?? quoted;
  switch (error.code) {
    case "ERR_PARSE_ARGS_UNKNOWN_OPTION":
      return `There is no option ${quoted}`;
    case "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL":
      return `Nothing is expected where "${quoted}" stands`;
    default:
      return /does not take an argument/.test(error.message)
        ? `The option ${option} takes no value`
        : `The option ${option} needs a value`;
  }
}
