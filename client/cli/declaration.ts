/**
 * Options as a usage line has them: "--out DIR" is needed, "[--out DIR]" is not, "--identity FILE…" and "[--url URL]…"
 * may be given many times, "[--force]" has no value. Each with its line of help; a key without "--" is a line of help
 * only.
 */
export type Options = Readonly<Record<string, string>>;

/** "DRAFT" is one argument, "CARD…" is one or more, "[FILE]…" any number; "" none. */
export type Operands<P extends string> = P extends ""
  ? readonly []
  : P extends `${string}…`
    ? readonly string[]
    : readonly [string];

/** What a command is given of its options. One that may be given many times and isn't is undefined, too. */
export type Values<O extends Options> = {
  readonly [Key in keyof O as OptionOf<Key>[0]]: OptionOf<Key>[1];
};

type OptionOf<Key> = Key extends `[--${infer Name} ${string}]…`
  ? [Name, readonly string[] | undefined]
  : Key extends `[--${infer Name} ${string}]`
    ? [Name, string | undefined]
    : Key extends `[--${infer Name}]`
      ? [Name, boolean]
      : Key extends `--${infer Name} ${string}…`
        ? [Name, readonly string[]]
        : Key extends `--${infer Name} ${string}`
          ? [Name, string]
          : never;

/** What a command says of itself, once. */
export interface Declaration<O extends Options, P extends string> {
  readonly summary: string;
  /** What stands after the name, a line for each way, where that isn't just all options in their order. */
  readonly usage?: string;
  /** What it does, in paragraphs. */
  readonly about: string;
  readonly options?: O;
  /** Options that take each other's place, as "--url|--unix" if one of them is needed, "[--out|--system]" if none is. */
  readonly oneOf?: readonly string[];
  /** The arguments that are no options, and what is said if one is needed and there is none. */
  readonly operands?: readonly [P, complaint?: string];
  /** What stands below the options, in paragraphs. */
  readonly notes?: string;
  /** Environment variables, each with its line of help. */
  readonly settings?: Options;
  readonly example: string;
  /** Exit codes that mean something else than elsewhere. */
  readonly exits?: Readonly<Record<number, string>>;
  run(values: Values<O>, operands: Operands<P>): Promise<number>;
}

/** Options of which one is given, or none where none is needed; by their names. */
export interface Choice {
  readonly names: readonly string[];
  readonly isNeeded: boolean;
}

export function choicesIn(oneOf: readonly string[] = []): Choice[] {
  return oneOf.map((text) => ({
    names: [...text.matchAll(/--([a-z-]+)/g)].map(([, name = ""]) => name),
    isNeeded: !text.startsWith("["),
  }));
}

/** An option, for the parser. */
export interface Option {
  readonly name: string;
  readonly type: "string" | "boolean";
  readonly multiple: boolean;
  readonly isNeeded: boolean;
}

/** Undefined for a key that is a line of help only. */
export function optionName(key: string): string | undefined {
  return /^\[?--([a-z-]+)/.exec(key)?.[1];
}

export function optionsIn(options: Options): Option[] {
  return Object.keys(options).flatMap((key): Option[] => {
    const name = optionName(key);
    if (name === undefined) return [];
    const type = key.includes(" ") ? "string" : "boolean";
    return [{ name, type, multiple: key.endsWith("…"), isNeeded: !key.startsWith("[") }];
  });
}
