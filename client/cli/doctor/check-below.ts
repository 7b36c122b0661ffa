import type { Stats } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { isSystemError, undefinedIf } from "../files.ts";
import { type Finding, fine, warning, wrong } from "./finding.ts";

interface Entry {
  readonly path: string;
  readonly stat: Stats;
}

/** More of them are counted, not named. */
const NAMED = 4;

/**
 * What lies below the data folder: nothing is a link, all of it belongs to whom the folder belongs to (or, what is
 * public, to root), what is sealed is closed to others even if the folder were not, and nobody else writes the pages.
 */
export async function checkBelow(data: string): Promise<Finding[]> {
  const { uid } = await lstat(data);
  const entries = await allBelow(data);
  const isPublic = ({ path }: Entry) => `${path}/`.startsWith(join(data, "public/"));
  return judged(
    "data-below",
    data,
    entries,
    (entry) => entry.stat.uid !== uid && !(isPublic(entry) && entry.stat.uid === 0),
    (entry) => (entry.stat.mode & (isPublic(entry) ? 0o022 : 0o077)) !== 0,
  );
}

/** The same of an onion's folder, whose keys are its address. None if this user may not look. */
export async function checkKeys(folder: string): Promise<Finding[]> {
  const found = await undefinedIf(["EACCES", "ENOENT"], Promise.all([lstat(folder), allBelow(folder)]));
  if (!found) return [];
  const [top, below] = found;
  return judged(
    "tor-keys",
    folder,
    [{ path: folder, stat: top }, ...below],
    ({ stat }) => stat.uid !== top.uid,
    ({ stat }) => (stat.mode & 0o077) !== 0,
  );
}

function judged(
  check: string,
  folder: string,
  entries: readonly Entry[],
  isForeign: (entry: Entry) => boolean,
  isOpen: (entry: Entry) => boolean,
): Finding[] {
  const links = entries.filter(({ stat }) => !stat.isDirectory() && !(stat.isFile() && stat.nlink === 1));
  const others = entries.filter((entry) => !links.includes(entry));
  const [foreign, open] = [others.filter(isForeign), others.filter(isOpen)];
  const findings = [
    ...(links.length === 0
      ? []
      : [
          wrong(
            check,
            `A link, or what is neither a plain file nor a folder, lies where nobody put one: ${named(links)}.`,
            "See who made it, and move it away.",
          ),
        ]),
    ...(foreign.length === 0
      ? []
      : [
          wrong(
            check,
            `In ${folder} not all belongs to whom it should: ${named(foreign)}.`,
            `Give each to the owner of ${folder}, or see who put it there.`,
          ),
        ]),
    ...(open.length === 0
      ? []
      : [
          warning(
            check,
            `Were ${folder} open, others could get at what is in it: ${named(open)}.`,
            `Close it: chmod go-rwx, but go-w for what is public.`,
          ),
        ]),
  ];
  return findings.length > 0
    ? findings
    : [fine(check, `All that lies in ${folder} is closed to others and its owner's, and no link.`)];
}

/** Links aren't followed; what goes meanwhile is passed over. */
async function allBelow(folder: string): Promise<Entry[]> {
  const found: Entry[] = [];
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    try {
      const stat = await lstat(path);
      found.push({ path, stat });
      if (stat.isDirectory()) for (const entry of await allBelow(path)) found.push(entry);
    } catch (error) {
      if (!isSystemError(error) || error.code !== "ENOENT") throw error;
    }
  }
  return found;
}

function named(entries: readonly Entry[]): string {
  const more = entries.length - NAMED;
  const paths = entries.slice(0, NAMED).map(({ path }) => path);
  return paths.join(", ") + (more > 0 ? `, and ${more} more` : "");
}
