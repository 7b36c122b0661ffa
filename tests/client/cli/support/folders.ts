import { lstatSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** Everything below a folder: path to kind and mode, and for files their bytes in hexadecimal. */
export function snapshot(folder: string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const path of walk(folder)) {
    const { mode } = lstatSync(path);
    const kind = lstatSync(path).isFile() ? readFileSync(path).toString("hex") : "no file";
    found[relative(folder, path)] = `${mode.toString(8)} ${kind}`;
  }
  return found;
}

/** Paths below a folder, relative to it, in order. */
export function namesBelow(folder: string): string[] {
  return walk(folder)
    .map((path) => relative(folder, path))
    .sort();
}

/** The permission bits of a path, in octal. */
export function modeOf(path: string): string {
  return (lstatSync(path).mode & 0o777).toString(8);
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? [path, ...walk(path)] : [path];
  });
}
