import { createHash } from "node:crypto";
import { mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { collect, equalBytes } from "../../../crypto/bytes.ts";
import { parseAnchor } from "../../../crypto/documents/anchor.ts";
import { CryptoError } from "../../../crypto/errors.ts";
import type { TarFile } from "../../../crypto/tar.ts";
import { unpackTar } from "../../../crypto/unpack-tar.ts";
import { syncFolder } from "../courier/write-tar.ts";
import { readDocument } from "../documents.ts";
import { CliError } from "../errors.ts";
import { exists, requireFolder } from "../files.ts";
import {
  type BackupManifest,
  type ListedFile,
  MANIFEST_NAME,
  MOST_MANIFEST_BYTES,
  parseBackupManifest,
} from "./manifest.ts";

/**
 * Unpacks a backup's plaintext beside `into`, has it looked at, and only then moves it there: all or nothing.
 * @param check throws for what must not be restored
 * @throws CliError output-refused, backup-refused; CryptoError; what `check` throws
 */
export async function restoreInto(
  into: string,
  plaintext: AsyncIterable<Uint8Array>,
  check: (folder: string, manifest: BackupManifest) => Promise<void>,
): Promise<BackupManifest> {
  await refuseUnlessEmpty(into);
  const partial = `${into}.partial`;
  if (await exists(partial)) {
    throw new CliError(
      "output-refused",
      `${partial} was left by a restore that was cut short: remove it, then run this again.`,
    );
  }
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    const manifest = await unpack(partial, plaintext);
    await checkInstance(partial, manifest);
    await check(partial, manifest);
    if (await exists(into)) await rmdir(into);
    await rename(partial, into);
    await syncFolder(dirname(into));
    return manifest;
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}

async function refuseUnlessEmpty(into: string): Promise<void> {
  if (!(await exists(into))) return;
  await requireFolder(into);
  if ((await readdir(into)).length === 0) return;
  throw new CliError(
    "output-refused",
    `${into} is not empty: choose another folder, so that nothing is mixed.`,
  );
}

/** Exactly what the list says, in its order; to the end, since only then all of it is authentic. */
async function unpack(folder: string, plaintext: AsyncIterable<Uint8Array>): Promise<BackupManifest> {
  const files = unpackTar(plaintext);
  try {
    const first = await nextOf(files);
    const fits = first?.name === MANIFEST_NAME && first.size <= MOST_MANIFEST_BYTES;
    const manifest = parseBackupManifest(first && fits ? await collect(first.content) : new Uint8Array(0));
    for (const listed of manifest.files) {
      const file = await nextOf(files);
      if (file?.name !== listed.name || file.size !== listed.size) throw changed(listed.name);
      await writeFile(join(folder, listed.name), file, listed);
    }
    if (await nextOf(files)) throw changed("its end");
    return manifest;
  } finally {
    await files.return(undefined);
  }
}

async function nextOf(files: AsyncGenerator<TarFile>): Promise<TarFile | undefined> {
  try {
    const next = await files.next();
    return next.done ? undefined : next.value;
  } catch (error) {
    if (error instanceof CryptoError && error.code.startsWith("tar-")) throw changed("its form");
    throw error;
  }
}

/** The names have been looked at: they lead to nowhere but below the folder. */
async function writeFile(path: string, { content }: TarFile, { name, sha256 }: ListedFile): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const hash = createHash("sha256");
  const file = await open(path, "wx", name.startsWith("data/public/") ? 0o644 : 0o600);
  try {
    for await (const piece of content) {
      hash.update(piece);
      await file.writeFile(piece);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  if (!equalBytes(hash.digest(), sha256)) throw changed(name);
}

async function checkInstance(folder: string, { instance }: BackupManifest): Promise<void> {
  const anchor = await readDocument(join(folder, "data/public/anchor.json"), parseAnchor);
  if (!equalBytes(anchor.instance, instance)) throw changed("its anchor");
}

function changed(what: string): CliError {
  return new CliError("backup-refused", `The backup is not as it was made (${what}): take another one.`);
}
