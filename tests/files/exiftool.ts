import { spawnSync } from "node:child_process";
import { resolve } from "node:path";

/** What exiftool sees in a file, unknown tags included: "Group:Tag" with its value. */
export type Tags = ReadonlyMap<string, unknown>;

const FLAGS = ["-json", "-a", "-G1", "-ee", "-u", "-U", "-n", "-q", "-q"];
const AT_ONCE = 100;

/** What exiftool sees in each of these files, by path as given; none of a file that it can't read. */
export function tagsOf(paths: readonly string[]): ReadonlyMap<string, Tags> {
  const found = new Map<string, Tags>();
  const given = new Map(paths.map((path) => [resolve(path), path]));
  const all = [...given.keys()];
  for (let from = 0; from < all.length; from += AT_ONCE) {
    const some = all.slice(from, from + AT_ONCE);
    const { stdout } = spawnSync("exiftool", [...FLAGS, ...some], { encoding: "utf8", maxBuffer: 2 ** 30 });
    for (const tags of JSON.parse(stdout || "[]") as Record<string, unknown>[])
      found.set(given.get(String(tags.SourceFile)) ?? "", new Map(Object.entries(tags)));
  }
  return found;
}
