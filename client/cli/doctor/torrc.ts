import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { CliError } from "../errors.ts";
import { exists, kindOf, readSmallText } from "../files.ts";

/** One onion service of a torrc: its folder, and its options by their names in lower case, in the order given. */
export interface OnionService {
  readonly folder: string;
  readonly options: ReadonlyMap<string, readonly string[]>;
}

export interface Torrc {
  readonly services: readonly OnionService[];
  /** Everything outside a service, by names in lower case. */
  readonly options: ReadonlyMap<string, readonly string[]>;
}

type Lines = readonly (readonly [name: string, value: string])[];

/** How deep one file may include another. */
const MOST_DEPTH = 8;

/** A torrc, with what it includes. @throws CliError file-…, tor-refused */
export async function readTorrc(path: string): Promise<Torrc> {
  return sorted(await linesOf(path, 0));
}

/** The lines of one file: continued, unquoted and without comments, as tor(1) reads them. @throws CliError tor-refused */
export function parseLines(path: string, text: string): Lines {
  const joined = text.replaceAll("\r\n", "\n").replace(/\\\n(?:[ \t]*#[^\n]*\n)*/g, " ");
  return joined.split("\n").flatMap((raw): [string, string][] => {
    const line = raw.trim();
    if (line === "" || line.startsWith("#")) return [];
    const [, name = "", rest = ""] = /^([%+/]?[A-Za-z_][A-Za-z0-9_]*)(?:\s+(.*))?$/.exec(line) ?? [];
    const [, quoted, plain] = /^(?:"((?:[^"\\]|\\.)*)"\s*(?:#.*)?|([^"#][^#]*)?(?:#.*)?)$/.exec(rest) ?? [];
    const value = quoted ?? plain ?? (rest === "" || rest.startsWith("#") ? "" : undefined);
    if (name === "" || value === undefined) {
      throw new CliError("tor-refused", `${path} has a line that tor would not take: "${line}".`);
    }
    return [[name.toLowerCase(), value.trim()]];
  });
}

async function linesOf(path: string, depth: number): Promise<Lines> {
  if (depth > MOST_DEPTH)
    throw new CliError("tor-refused", `${path} includes itself: look at its %include lines.`);
  const lines: (readonly [string, string])[] = [];
  for (const line of parseLines(path, await readSmallText(path))) {
    if (line[0] !== "%include") lines.push(line);
    else
      for (const file of await included(line[1]))
        for (const each of await linesOf(file, depth + 1)) lines.push(each);
  }
  return lines;
}

/** What an include names: a file, the files of a folder, or those that a pattern with `*` in its last part fits. */
async function included(pattern: string): Promise<string[]> {
  const folder = dirname(pattern);
  const last = pattern.slice(folder.length + 1);
  if (last.includes("*")) {
    if (!(await exists(folder))) return [];
    const fits = new RegExp(`^${last.split("*").map(literally).join("[^/]*")}$`);
    const names = (await readdir(folder)).filter((name) => fits.test(name) && !name.startsWith("."));
    return names.sort().map((name) => join(folder, name));
  }
  if (!(await exists(pattern)))
    throw new CliError("tor-refused", `The torrc includes ${pattern}, which is not there.`);
  if ((await kindOf(pattern)) !== "folder") return [pattern];
  const names = (await readdir(pattern)).filter((name) => !name.startsWith("."));
  return names.sort().map((name) => join(pattern, name));
}

function literally(text: string): string {
  return text.replace(/[.+?^${}()|[\]\\]/g, "\\$&");
}

function sorted(lines: Lines): Torrc {
  const options = new Map<string, string[]>();
  const services: { folder: string; options: Map<string, string[]> }[] = [];
  for (const [name, value] of lines) {
    const service = services.at(-1);
    if (name === "hiddenservicedir") services.push({ folder: value.replace(/\/+$/, ""), options: new Map() });
    else if (name.startsWith("hiddenservice") && service) add(service.options, name, value);
    else add(options, name, value);
  }
  return { services, options };
}

function add(options: Map<string, string[]>, name: string, value: string): void {
  options.set(name, [...(options.get(name) ?? []), value]);
}
