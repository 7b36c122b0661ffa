import { lstat, readdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { dearmor } from "../../../crypto/age/armor.ts";
import { ARMOR_BEGIN } from "../../../crypto/age/armor-marks.ts";
import { lookAhead, startsWith, withoutLeadingSpace } from "../../opening/beginnings.ts";
import { CliError } from "../errors.ts";
import { isSystemError, kindOf, openPlainFile } from "../files.ts";

const PIECE = 128 * 1024;

/** Armor may have this much white space before it, in bytes. */
const MOST_SPACE = 1024;

/**
 * The envelopes that the arguments name: files as they are, and of folders the plain files that end in `.age`.
 * @throws CliError file-missing, file-kind, file-unreadable
 */
export async function findEnvelopes(paths: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const path of paths) {
    const kind = await kindOf(path);
    if (kind === "other")
      throw new CliError("file-kind", `${path} is no plain file and no folder: check the path.`);
    if (kind === "file") found.push(path);
    else found.push(...(await envelopesIn(path)));
  }
  return found;
}

async function envelopesIn(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => name.toLowerCase().endsWith(".age")).sort();
  const paths = names.map((name) => join(folder, name));
  const kinds = await Promise.all(paths.map((path) => lstat(path)));
  const files = paths.filter((_, i) => kinds[i]?.isFile());
  if (files.length > 0) return files;
  throw new CliError("file-kind", `There is no envelope (a file whose name ends in .age) in ${folder}.`);
}

/** An envelope's file name without `.age`. */
export function nameOf(path: string): string {
  return basename(path).replace(/\.age$/i, "");
}

/**
 * The binary bytes of an envelope's file, streamed; armor is recognised and taken off.
 * @param onRead is told how many bytes were read from the file
 */
export async function* readEnvelope(
  path: string,
  stop: AbortSignal,
  onRead: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  const { beginning, whole } = await lookAhead(piecesOf(path, stop, onRead), MOST_SPACE + ARMOR_BEGIN.length);
  yield* startsWith(withoutLeadingSpace(beginning), ARMOR_BEGIN) ? dearmor(whole) : whole;
}

async function* piecesOf(path: string, stop: AbortSignal, onRead: (bytes: number) => void) {
  const file = await openPlainFile(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await orUnreadable(path, file.read(new Uint8Array(PIECE)));
      if (stop.aborted) throw new CliError("interrupted", "Stopped.");
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** A disk that fails under one envelope is that envelope's trouble, not the others'. */
async function orUnreadable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(
      "file-unreadable",
      `It could not be read to its end (${error.code}): copy ${path} again.`,
    );
  }
}
