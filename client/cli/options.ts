import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { CryptoError } from "../../crypto/errors.ts";
import { type Day, parseDay } from "../../protocol/day.ts";
import {
  type Choice,
  choicesIn,
  type Declaration,
  type Operands,
  type Options,
  optionsIn,
  type Values,
} from "./declaration.ts";
import { WrongUse } from "./errors.ts";

/** The arguments of a command as it declared them, with nothing missing that it needs. @throws WrongUse */
export function parseDeclared<O extends Options, P extends string>(
  args: readonly string[],
  { options, oneOf, operands: accepted }: Declaration<O, P>,
): { values: Values<O>; operands: Operands<P> } {
  const [notation, complaint] = accepted ?? [""];
  const declared = optionsIn(options ?? {});
  const config = Object.fromEntries(declared.map(({ name, type, multiple }) => [name, { type, multiple }]));
  const { values, positionals } = parseOptions(args, config, notation !== "");
  for (const { name, type, isNeeded } of declared) {
    if (type === "boolean") values[name] ??= false;
    if (isNeeded && values[name] === undefined) throw missing(name);
  }
  for (const choice of choicesIn(oneOf)) requireOne(choice, (name) => Boolean(values[name]));
  if (complaint !== undefined && positionals.length === 0) throw usage(complaint);
  const extra = notation.endsWith("…") ? undefined : positionals[1];
  if (extra !== undefined) throw usage(`Nothing is expected where "${extra}" stands`);
  return { values: values as Values<O>, operands: positionals as readonly string[] as Operands<P> };
}

function requireOne({ names, isNeeded }: Choice, isGiven: (name: string) => boolean): void {
  const given = names.filter(isGiven);
  const all = names.map((name) => `--${name}`);
  const listed = `${all.slice(0, -1).join(", ")} or ${all.at(-1)}`;
  if (given.length > 1) throw usage(`Say ${listed}: only one of them`);
  if (isNeeded && given.length === 0) throw usage(`Say ${listed}: one of them is needed`);
}

/** The options of one command, strictly: no unknown one, none without its value, none twice that counts once. */
function parseOptions(args: readonly string[], options: ParseArgsOptionsConfig, allowPositionals: boolean) {
  const config = { args: [...args], options, strict: true, allowPositionals, tokens: true } as const;
  const parsed = orComplaint(() => parseArgs(config));
  const seen = new Set<string>();
  for (const token of parsed.tokens) {
    if (token.kind !== "option") continue;
    if (seen.has(token.name) && options[token.name]?.multiple !== true) {
      throw usage(`The option --${token.name} may be given once only`);
    }
    if (token.value === "") throw usage(`The option --${token.name} needs a value`);
    seen.add(token.name);
  }
  return { values: parsed.values, positionals: parsed.positionals };
}

/** The value of an option that is needed at times. @throws WrongUse */
export function required(name: string, value: string | undefined): string {
  if (value === undefined) throw missing(name);
  return value;
}

function missing(name: string): WrongUse {
  return usage(`The option --${name} is missing`);
}

/** What an option's value says; a value that isn't one is wrong use. @throws WrongUse */
export function orUsage<T>(complaint: string, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof CryptoError) throw usage(complaint);
    throw error;
  }
}

/** A UTC day, as 2026-11-22. @throws WrongUse */
export function dayAsked(name: string, text: string): Day {
  return orUsage(`The option --${name} takes a day, as 2026-11-22`, () => parseDay(text));
}

/** A whole number within bounds. @throws WrongUse */
export function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = /^(0|[1-9]\d{0,8})$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw usage(`The option --${name} takes a whole number from ${least} to ${most}`);
}

export function usage(complaint: string): WrongUse {
  return new WrongUse(complaint);
}

function orComplaint<T>(parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    if (error instanceof TypeError && "code" in error) throw usage(complaintOf(error));
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
