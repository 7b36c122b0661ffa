import { constants, type FileHandle, lstat, mkdir, open, rm } from "node:fs/promises";
import { basename, relative } from "node:path";
import { CliError } from "../errors.ts";
import { isSystemError, type Owner, replaceFile, undefinedIf } from "../files.ts";
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
    const folder = await openFolderOf(top, file.path, folderMode, (between) =>
      give(between, keeper, folderMode),
    );
    try {
      const path = pathIn(folder, basename(file.path));
      if (file.fate !== "as it was" || !(await readKept(path, keeper)) || (await modeOf(path)) !== file.mode)
        await replaceFile(path, file.bytes, file.mode, keeper);
    } finally {
      await folder.close();
    }
  }
}

/** Removes a file below a folder, durably. @throws CliError output-refused */
export async function removeBelow(top: string, path: string): Promise<void> {
  const folder = await openFolderOf(top, path, 0o700, async () => {});
  try {
    await rm(pathIn(folder, basename(path)));
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The folder of a file below a folder: each is opened in the open one above it, and made if it isn't there. */
async function openFolderOf(
  top: string,
  path: string,
  mode: number,
  opened: (between: FileHandle) => Promise<unknown>,
): Promise<FileHandle> {
  let folder = await openFolder(top, 0o700);
  try {
    for (const name of relative(top, path).split("/").slice(0, -1)) {
      const next = await openFolder(pathIn(folder, name), mode);
      await folder.close();
      folder = next;
      await opened(folder);
    }
    return folder;
  } catch (error) {
    await folder.close();
    throw error;
  }
}

async function openFolder(path: string, mode: number): Promise<FileHandle> {
  await undefinedIf(["EEXIST"], mkdir(path, { mode }));
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
