import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";

export const ROOT = resolve(import.meta.dirname, "../..");

/** Where the product's code is. */
export const FOLDERS = ["bin", "client", "crypto", "deploy", "protocol", "server"] as const;

/** What a file imports, statically or dynamically, by value or by type: paths from the root, or package names. */
export interface Import {
  readonly target: string;
  readonly typeOnly: boolean;
}

const IMPORTS =
  /(?:^|[\n;])\s*(?:import|export)\s+(type\s)?(?:[^"'`;()]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

/** All TypeScript files below a folder, as paths from the root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesBelow(path);
    return /(?<!\.d)\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

/** The programs that a server's machine runs, but for the command line. */
export const SERVER_PROGRAMS: readonly string[] = [
  "server/main.ts",
  ...filesBelow("server/upkeep").filter((file) => textOf(file).includes("process.argv")),
];

export function textOf(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

export function importsOf(file: string): Import[] {
  return [...textOf(file).matchAll(IMPORTS)].map(([, type, fixed, dynamic]) => {
    const name = fixed ?? dynamic ?? "";
    const target = name.startsWith(".") ? relative(ROOT, resolve(ROOT, dirname(file), name)) : name;
    return { target, typeOnly: type !== undefined };
  });
}

/** Every file and package that a file needs at run time, however far down; what is `beyond` is looked at by nobody. */
export function reachableFrom(entry: string, beyond: readonly string[] = []): Set<string> {
  const seen = new Set(beyond);
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    if (!/\.tsx?$/.test(file) || !statSync(join(ROOT, file)).isFile()) return;
    for (const { target, typeOnly } of importsOf(file)) if (!typeOnly) visit(target);
  };
  visit(entry);
  return seen;
}
