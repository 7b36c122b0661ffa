import { createHash, randomBytes } from "node:crypto";
import { lstat, open, readdir, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseUtf8 } from "../../crypto/bytes.ts";
import { CliError } from "./errors.ts";

/**
 * A small file, whole. What is no plain file (a folder, a pipe that would hang) or is larger is refused.
 * @param mostBytes more than any such file has
 * @throws CliError file-missing, file-kind, file-unreadable
 */
export async function readSmallFile(path: string, mostBytes = 1024 * 1024): Promise<Uint8Array> {
  const file = await openPlainFile(path);
  try {
    const { size } = await file.stat();
    if (size > mostBytes) {
      throw new CliError("file-kind", `${path} is larger than any such file: check the path.`);
    }
    return new Uint8Array(await file.readFile());
  } finally {
    await file.close();
  }
}

/** A small file's text. @throws CliError as readSmallFile; CryptoError document-malformed for what is no UTF-8 */
export async function readSmallText(path: string, mostBytes?: number): Promise<string> {
  return parseUtf8(await readSmallFile(path, mostBytes), "document-malformed");
}

/** A plain file, open for reading. @throws CliError file-missing, file-kind, file-unreadable */
export async function openPlainFile(path: string) {
  const kind = await kindOf(path);
  if (kind === "folder") throw new CliError("file-kind", `${path} is a folder: a file is due here.`);
  if (kind !== "file") throw new CliError("file-kind", `${path} is no plain file: check the path.`);
  try {
    return await open(path, "r");
  } catch (error) {
    throw isSystemError(error) ? new CliError("file-unreadable", systemSentence(error)) : error;
  }
}

/** What stands at a path, links followed. @throws CliError file-missing, file-unreadable */
export async function kindOf(path: string): Promise<"file" | "folder" | "socket" | "other"> {
  try {
    const found = await stat(path);
    if (found.isSocket()) return "socket";
    return found.isFile() ? "file" : found.isDirectory() ? "folder" : "other";
  } catch (error) {
    if (!isSystemError(error)) throw error;
    const missing = error.code === "ENOENT" || error.code === "ENOTDIR";
    throw new CliError(missing ? "file-missing" : "file-unreadable", systemSentence(error));
  }
}

/** @throws CliError file-missing, file-kind, file-unreadable */
export async function requireFolder(path: string): Promise<void> {
  if ((await kindOf(path)) !== "folder") {
    throw new CliError("file-kind", `${path} is no folder: a folder is due here.`);
  }
}

/** That a server may listen there: where nothing stands, trying again is no use. @throws CliError file-missing, file-kind, file-unreadable */
export async function requireSocket(path: string): Promise<void> {
  if (!(await exists(path)))
    throw new CliError("file-missing", `${path} is not there: check the path, and that the server runs.`);
  if ((await kindOf(path)) !== "socket")
    throw new CliError("file-kind", `${path} is no socket: give the one that the server listens on.`);
}

/** Whether anything stands at a path. */
export async function exists(path: string): Promise<boolean> {
  try {
    await kindOf(path);
    return true;
  } catch (error) {
    if (error instanceof CliError && error.code === "file-missing") return false;
    throw error;
  }
}

/** The numbers of a user and of a group. */
export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Writes a file so that after a crash it is whole, or as it was before: a temp sibling, synced, renamed. A
 * symbolic link is replaced, never followed: somebody else may have put it there. What earlier writings of the same file
 * left that were killed goes, once it is an hour old.
 * @param owner whose the file is to be, if not its writer's
 */
export async function replaceFile(
  path: string,
  contents: Uint8Array | string | AsyncIterable<Uint8Array>,
  mode: number,
  owner?: Owner,
): Promise<void> {
  const temporary = join(dirname(path), `${beginningFor(path)}${randomBytes(8).toString("hex")}.tmp`);
  try {
    const file = await open(temporary, "wx", mode);
    try {
      if (typeof contents === "string" || contents instanceof Uint8Array) await file.writeFile(contents);
      else for await (const chunk of contents) await file.writeFile(chunk);
      if (owner) {
        await file.chown(owner.uid, owner.gid);
        // What is made for somebody else has the mode that it needs, whatever its writer's habit is.
        await file.chmod(mode);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await removeLeftOvers(path);
}

/** How the names of a file's temp siblings begin; as long for any name. */
function beginningFor(path: string): string {
  return `.${createHash("sha256").update(basename(path)).digest("hex").slice(0, 16)}.`;
}

/** Longer than any file is written, so that nobody is at it any more. */
const LEFT_OVER = 60 * 60 * 1000;

async function removeLeftOvers(path: string): Promise<void> {
  const beginning = beginningFor(path);
  // A folder may be one that is written to, and not listed.
  for (const name of (await undefinedIf(["EACCES"], readdir(dirname(path)))) ?? []) {
    if (!name.startsWith(beginning) || !name.endsWith(".tmp")) continue;
    const sibling = join(dirname(path), name);
    if (await isLeftOver(sibling)) await rm(sibling, { force: true });
  }
}

/** Whether a file is this user's own and nobody is at it any more; what is gone meanwhile isn't left. */
async function isLeftOver(path: string): Promise<boolean> {
  const found = await undefinedIf(["ENOENT"], lstat(path));
  if (!found) return false;
  const isOwn = found.uid === (process.getuid?.() ?? found.uid);
  return isOwn && Date.now() - found.mtimeMs > LEFT_OVER;
}

/** Where a person's own path leads; itself, if nothing is there yet. */
export async function behindLinks(path: string): Promise<string> {
  return (await undefinedIf(["ENOENT"], realpath(path))) ?? path;
}

/** What a call to the system gives; undefined if it fails with one of these codes. */
export async function undefinedIf<T>(codes: readonly string[], calling: Promise<T>): Promise<T | undefined> {
  try {
    return await calling;
  } catch (error) {
    if (isSystemError(error) && codes.includes(error.code ?? "")) return undefined;
    throw error;
  }
}

export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && "syscall" in error && "code" in error;
}

/** A failed call to the system as a sentence with a next step. */
export function systemSentence(error: NodeJS.ErrnoException): string {
  const where = error.path ?? "The file";
  switch (error.code) {
    case "ENOENT":
    case "ENOTDIR":
      return where.includes("\ufffd")
        ? `${where} can't be found by its name, which isn't UTF-8: rename it, then run the same command again.`
        : `${where} is not there: check the path.`;
    case "EACCES":
    case "EPERM":
      return `${where} may not be read or written by you: check who owns it, or choose another place.`;
    case "EISDIR":
      return `${where} is a folder: a file is due here.`;
    case "EROFS":
      return `${where} is on a disk that can only be read: choose another place.`;
    // Node's `rm` gives an empty code for what it has no name for, such as EIO.
    case "":
    case "EIO":
    case "ENODEV":
    case "ENXIO":
    case "ECONNABORTED":
    case "ENOTCONN":
    case "ESTALE":
    case "ENOMEDIUM":
      return `The disk or stick of ${where} doesn't answer any more: put it back in, then run the same command again.`;
    case "ENOSYS":
    case "ENOTSUP":
    case "EINVAL":
    case "ENAMETOOLONG":
      return `${where} can't be made or used on this disk: choose a shorter, plainer name, or this machine's own disk.`;
    default:
      return isNoRoom(error)
        ? "The disk is full, or allows no file this large: make room, then run the same command again."
        : `${where} could not be used (${error.code}): check the disk and the path.`;
  }
}

export function isNoRoom(error: unknown): boolean {
  return isSystemError(error) && ["ENOSPC", "EDQUOT", "EFBIG"].includes(error.code ?? "");
}

/** Refuses to write over what is there: it may be the only copy. @throws CliError output-refused */
export async function refuseIfThere(...paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    if (!(await exists(path))) continue;
    throw new CliError("output-refused", `${path} is there already: choose another name, or move it away.`);
  }
}
