import { open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { equalBytes } from "../../../crypto/bytes.ts";
import type { SigningSeed } from "../../../crypto/ed25519.ts";
import { nodeSignatures } from "../../../crypto/node/signatures.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";
import type { BundleContents } from "../../bundle/write-bundle.ts";
import { packBundle } from "../../bundle/write-bundle.ts";
import { ServerError } from "../../http/errors.ts";
import { STOPPED } from "../../http/patience.ts";
import { CliError } from "../errors.ts";
import { openPlainFile, readSmallText, replaceFile } from "../files.ts";
import { FileDigest } from "./file-digest.ts";
import type { PickupPaths } from "./paths.ts";

const PIECE = 128 * 1024;

/** Writes are gathered up to this many bytes. */
const GATHERED = 1024 * 1024;

/**
 * Makes the bundle out of the envelopes in `BUNDLE.partial/`, and puts it in its place: whole, and safely on disk, or
 * not at all. From then on `BUNDLE.unacknowledged` says that servers are still to be told, and which.
 * @param from their addresses
 * @throws CliError file-unreadable, interrupted; errors of the system
 */
export async function writeBundle(
  paths: PickupPaths,
  contents: Omit<BundleContents, "contentOf">,
  from: readonly string[],
  seed: SigningSeed,
  stop: AbortSignal,
): Promise<void> {
  const contentOf = (listed: ListedEnvelope) => wholeEnvelope(paths, listed, stop);
  await writeSynced(paths.tar, packBundle({ ...contents, contentOf }, seed, nodeSignatures));
  await replaceFile(paths.unacknowledged, [NOT_YET, ...from, ""].join("\n"), 0o600);
  await syncFolder(dirname(paths.bundle));
  await rename(paths.tar, paths.bundle);
  await syncFolder(dirname(paths.bundle));
}

const NOT_YET =
  "The server has not been told yet that the bundle beside this file was fetched: run the same pickup again.";

/** The addresses in `BUNDLE.unacknowledged`; undefined if it names none. */
export async function fromWhom({ unacknowledged }: PickupPaths): Promise<readonly string[] | undefined> {
  const text = await readSmallText(unacknowledged);
  const [, ...from] = text.trimEnd().split("\n");
  return from.length === 0 ? undefined : from;
}

/** Looks at the digest once more: the disk has had the bytes since they came. */
async function* wholeEnvelope(paths: PickupPaths, { id, size, digest }: ListedEnvelope, stop: AbortSignal) {
  const file = await openPlainFile(paths.whole(id));
  const found = new FileDigest();
  try {
    for (;;) {
      if (stop.aborted) throw new ServerError("interrupted", STOPPED);
      const { bytesRead, buffer } = await file.read(new Uint8Array(Math.min(PIECE, size)));
      if (bytesRead === 0) break;
      const piece = buffer.subarray(0, bytesRead);
      found.push(piece);
      yield piece;
    }
  } finally {
    await file.close();
  }
  if (found.length > 0 && equalBytes(found.finish(), digest)) return;
  await rm(paths.whole(id), { force: true });
  throw new CliError(
    "file-unreadable",
    `Envelope ${id} was damaged on this machine's disk: run the same command again, which fetches it anew.`,
  );
}

async function writeSynced(path: string, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, "w", 0o600);
  try {
    let gathered: Uint8Array[] = [];
    let length = 0;
    const flush = async () => {
      await file.writeFile(Buffer.concat(gathered));
      [gathered, length] = [[], 0];
    };
    for await (const chunk of chunks) {
      gathered.push(chunk);
      length += chunk.length;
      if (length >= GATHERED) await flush();
    }
    await flush();
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A name is on disk when its folder is. */
export async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
