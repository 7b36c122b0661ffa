import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import type { Recipient } from "../../../crypto/age/recipients.ts";
import { seal } from "../../../crypto/age/seal.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import { packTar, type TarFile } from "../../../crypto/tar.ts";
import { syncFolder } from "../courier/write-tar.ts";
import { CliError } from "../errors.ts";
import { undefinedIf } from "../files.ts";
import { piecesOf } from "../pieces.ts";
import type { Gathered } from "./gather.ts";
import { type BackupManifest, encodeBackupManifest, type ListedFile, MANIFEST_NAME } from "./manifest.ts";

/** Each file's size and hash, by reading it once. @throws CliError file-…, interrupted */
export async function listFiles(files: readonly Gathered[], stop: AbortSignal): Promise<ListedFile[]> {
  const listed: ListedFile[] = [];
  for (const { name, path } of files) {
    const hash = createHash("sha256");
    let size = 0;
    for await (const piece of piecesOf(path, stop)) {
      hash.update(piece);
      size += piece.length;
    }
    listed.push({ name, size, sha256: hash.digest() });
  }
  return listed;
}

/**
 * The tar of a backup, sealed, in its place: whole, as its list says, and on the disk, or not at all.
 * @throws CliError file-… (file-unreadable also if a file isn't what was listed any more), output-refused, interrupted
 */
export async function writeBackup(
  path: string,
  manifest: BackupManifest,
  files: readonly Gathered[],
  recipients: readonly Recipient[],
  primitives: Primitives,
  stop: AbortSignal,
): Promise<number> {
  const partial = `${path}.partial`;
  const file = await create(partial);
  let written = 0;
  try {
    try {
      for await (const piece of seal(packTar(tarFiles(manifest, files, stop)), recipients, primitives)) {
        await file.writeFile(piece);
        written += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
    await syncFolder(dirname(path));
    return written;
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

async function create(partial: string) {
  const file = await undefinedIf(["EEXIST"], open(partial, "wx", 0o600));
  if (file) return file;
  throw new CliError(
    "output-refused",
    `${partial} is there, of a backup that is being made or was cut short: if none is, remove it, then run this again.`,
  );
}

function* tarFiles(
  manifest: BackupManifest,
  files: readonly Gathered[],
  stop: AbortSignal,
): Generator<TarFile> {
  const bytes = encodeBackupManifest(manifest);
  yield { name: MANIFEST_NAME, size: bytes.length, content: [bytes] };
  for (const [i, listed] of manifest.files.entries()) {
    const { name, size } = listed;
    yield { name, size, content: asListed(listed, files[i]?.path ?? "", stop) };
  }
}

/** A file's bytes, if they are still those that were listed: a roster may be published meanwhile. */
async function* asListed(
  { size, sha256 }: ListedFile,
  path: string,
  stop: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const changed = new CliError("file-unreadable", `${path} changed while it was read: run this again.`);
  const hash = createHash("sha256");
  let read = 0;
  for await (const piece of piecesOf(path, stop)) {
    hash.update(piece);
    read += piece.length;
    if (read > size) throw changed;
    yield piece;
  }
  if (!hash.digest().equals(sha256)) throw changed;
}
