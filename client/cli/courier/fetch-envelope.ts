import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { equalBytes } from "../../../crypto/bytes.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";
import type { Fetched } from "../../courier/draw.ts";
import { fetchRest, type Sink } from "../../courier/fetch.ts";
import type { CourierServer } from "../../courier/server.ts";
import type { Patience } from "../../http/patience.ts";
import { undefinedIf } from "../files.ts";
import { FileDigest } from "./file-digest.ts";
import type { PickupPaths } from "./paths.ts";

const PIECE = 128 * 1024;

/**
 * Brings one envelope to its place in `BUNDLE.partial/`, from where it broke off, in this run or in one before. It is
 * in its place only with the size and the digest that were listed.
 * @throws as CourierServer; errors of the system
 */
export async function fetchEnvelope(
  server: CourierServer,
  listed: ListedEnvelope,
  paths: PickupPaths,
  patience: Patience,
  onBytes: (bytes: number) => void,
): Promise<Fetched> {
  const begun = paths.begun(listed.id);
  if (await isWhole(paths.whole(listed.id), listed)) {
    onBytes(listed.size);
    return "whole";
  }
  const file = await open(begun, "a+", 0o600);
  try {
    // A beginning from an earlier run may have been damaged since: then, once, all of it is fetched anew.
    const digest = await digestOfBeginning(file, listed);
    const resumed = digest.length > 0;
    onBytes(digest.length);
    if (!(await fetchRest(server, listed, sinkOf(file, digest, onBytes), patience))) {
      await rm(begun, { force: true });
      return "gone";
    }
    if (!equalBytes(digest.finish(), listed.digest)) {
      await file.truncate(0);
      if (!resumed) return "other";
      const anew = new FileDigest();
      if (!(await fetchRest(server, listed, sinkOf(file, anew, onBytes), patience))) return "gone";
      if (!equalBytes(anew.finish(), listed.digest)) {
        await file.truncate(0);
        return "other";
      }
    }
  } finally {
    await file.close();
  }
  await rename(begun, paths.whole(listed.id));
  return "whole";
}

async function isWhole(path: string, { size }: ListedEnvelope): Promise<boolean> {
  return (await undefinedIf(["ENOENT"], stat(path)))?.size === size;
}

/** Of what lies there already, if it can be a beginning. */
async function digestOfBeginning(file: FileHandle, { size }: ListedEnvelope): Promise<FileDigest> {
  const digest = new FileDigest();
  const length = (await file.stat()).size;
  if (length > size) await file.truncate(0);
  const buffer = new Uint8Array(Math.min(PIECE, length));
  for (let at = 0; length <= size && at < length; ) {
    const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
    if (bytesRead === 0) break;
    digest.push(buffer.subarray(0, bytesRead));
    at += bytesRead;
  }
  return digest;
}

/** The file, and the digest of what is in it. */
function sinkOf(file: FileHandle, digest: FileDigest, onBytes: (bytes: number) => void): Sink {
  return {
    get length() {
      return digest.length;
    },
    async push(piece) {
      await file.writeFile(piece);
      digest.push(piece);
      onBytes(piece.length);
    },
  };
}
