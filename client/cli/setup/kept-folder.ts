import { constants, type FileHandle, lstat, mkdir, open } from "node:fs/promises";
import { relative } from "node:path";
import { CliError } from "../errors.ts";
import { isSystemError, type Owner, replaceFile } from "../files.ts";
import type { DecidedFile } from "./planned-file.ts";

/**
 * What root does in a folder that somebody else may change while it is done: by the folders and files that are open,
 * never by their names, and through no link.
 */

export const ROOT: Owner = { uid: 0, gid: 0 };

/** Gives a folder to somebody, with a mode; makes it first if it isn't there. True if it was changed. @throws CliError output-refused */
export async function giveFolder(path: string, owner: Owner, mode: number): Promise<boolean> {
  const folder = await openFolder(path, mode);
  try {
    return await give(folder, owner, mode);
  } finally {
    await folder.close();
  }
}

/**
 * Writes files below a folder so that they, and the folders between, are the keeper's, with their modes.
 * What is there already with the same contents stays if it is the keeper's.
 * @throws CliError output-refused
 */
export async function keepBelow(
  top: string,
  files: readonly DecidedFile[],
  keeper: Owner,
  folderMode = 0o755,
): Promise<void> {
  for (const file of files) {
    const names = relative(top, file.path).split("/");
    const name = names.pop() ?? "";
    let folder = await openFolder(top, 0o700);
    try {
      for (const below of names) {
        const next = await openFolder(pathIn(folder, below), folderMode);
        await folder.close();
        folder = next;
        await give(folder, keeper, folderMode);
      }
      const path = pathIn(folder, name);
      if (file.fate !== "as it was" || !(await readKept(path, keeper)) || (await modeOf(path)) !== file.mode)
        await replaceFile(path, file.bytes, file.mode, keeper);
    } finally {
      await folder.close();
    }
  }
}

async function openFolder(path: string, mode: number): Promise<FileHandle> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (!isSystemError(error) || error.code !== "EEXIST") throw error;
  }
  try {
    return await open(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    if (!isSystemError(error) || (error.code !== "ELOOP" && error.code !== "ENOTDIR")) throw error;
    const name = path.split("/").at(-1);
    throw new CliError(
      "output-refused",
      `"${name}" is a link, or no folder, where a folder is to be: see who made it, and move it away.`,
    );
  }
}

async function give(folder: FileHandle, { uid, gid }: Owner, mode: number): Promise<boolean> {
  const found = await folder.stat();
  const same = found.uid === uid && found.gid === gid;
  if (!same) await folder.chown(uid, gid);
  if ((found.mode & 0o7777) !== mode) await folder.chmod(mode);
  return !same;
}

/** What is in a plain file that is the keeper's and that nobody else may write; undefined if it isn't so. */
export async function readKept(path: string, { uid }: Owner): Promise<Uint8Array | undefined> {
  try {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    try {
      const found = await file.stat();
      const isKept = found.isFile() && found.uid === uid && (found.mode & 0o022) === 0 && found.nlink === 1;
      return isKept ? await file.readFile() : undefined;
    } finally {
      await file.close();
    }
  } catch (error) {
    if (isSystemError(error) && error.code === "ELOOP") return undefined;
    throw error;
  }
}

async function modeOf(path: string): Promise<number> {
  return (await lstat(path)).mode & 0o7777;
}

/** By the open folder, whatever its name leads to by now. */
function pathIn(folder: FileHandle, name: string): string {
  return `/proc/self/fd/${folder.fd}/${name}`;
}
