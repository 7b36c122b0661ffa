import { readdir } from "node:fs/promises";
import { basename, join, relative, resolve, sep } from "node:path";
import { CliError } from "../errors.ts";
import { exists, readSmallFile, requireFolder } from "../files.ts";
import { parseOnionAddress } from "../tor/onion-address.ts";
import { type BackupName, isBackupName } from "./manifest.ts";

/** A file to be backed up, by its name in the backup. */
export interface Gathered {
  readonly name: BackupName;
  readonly path: string;
}

/** The anchor, the pages, the rosters and the annexes: all that the server shows. @throws CliError file-… */
export async function gatherPublic(data: string): Promise<Gathered[]> {
  const folder = join(data, "public");
  await requireFolder(folder);
  return await below(folder, "data/public");
}

/**
 * An onion's keys, its name and who is let in, from tor's own folder for it.
 * @throws CliError file-…, tor-refused
 */
export async function gatherOnion(folder: string): Promise<Gathered[]> {
  await requireFolder(folder);
  const hostname = Buffer.from(await readSmallFile(join(folder, "hostname"), 1024)).toString("utf8");
  parseOnionAddress(hostname.trimEnd());
  const files = await below(folder, `tor/${basename(resolve(folder))}`);
  const has = (name: string) => files.some((file) => file.name.endsWith(`/${name}`));
  if (["hostname", "hs_ed25519_public_key", "hs_ed25519_secret_key"].every(has)) return files;
  throw new CliError(
    "tor-refused",
    `${folder} is no folder of a version 3 onion: give a HiddenServiceDir of tor's.`,
  );
}

/** What `server/upkeep/snapshot.ts` copied. @throws CliError server-failed */
export function gatherSnapshot(folder: string, files: readonly string[]): Gathered[] {
  return files.map((file) => {
    const name = file.startsWith("letters/") ? `data/${file}` : `data/spool/${file}`;
    if (isBackupName(name)) return { name, path: join(folder, file) };
    throw new CliError(
      "server-failed",
      "The copying of the spool gave files that no spool has: run it again.",
    );
  });
}

/** What of a folder belongs into a backup, by name; anything else there is left. */
async function below(folder: string, prefix: string): Promise<Gathered[]> {
  if (!(await exists(folder))) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
  return files.sort().flatMap((path) => {
    const name = `${prefix}/${relative(folder, path).split(sep).join("/")}`;
    return isBackupName(name) ? [{ name, path }] : [];
  });
}
