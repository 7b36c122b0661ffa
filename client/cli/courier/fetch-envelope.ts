import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { equalBytes } from "../../../crypto/bytes.ts";
import type { ListedEnvelope } from "../../bundle/list.ts";
import { type Patience, persist } from "../http/patience.ts";
import { FileDigest } from "./file-digest.ts";
import type { PickupPaths } from "./paths.ts";
import type { CourierServer } from "./server.ts";

const PIECE = 128 * 1024;

/** What became of one: whole in its place, gone from the server, or other bytes there than were listed. */
export type Fetched = "whole" | "gone" | "other";

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
    if (!(await fetchRest(server, listed, file, digest, patience, onBytes))) {
      await rm(begun, { force: true });
      return "gone";
    }
    if (!equalBytes(digest.finish(), listed.digest)) {
      await file.truncate(0);
      if (!resumed) return "other";
      const anew = new FileDigest();
      if (!(await fetchRest(server, listed, file, anew, patience, onBytes))) return "gone";
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
  try {
    return (await stat(path)).size === size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
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

async function fetchRest(
  server: CourierServer,
  listed: ListedEnvelope,
  file: FileHandle,
  digest: FileDigest,
  patience: Patience,
  onBytes: (bytes: number) => void,
): Promise<boolean> {
  const attempt = async () => {
    if (digest.length === listed.size) return true;
    const rest = await server.envelope(listed, digest.length);
    if (!rest) return false;
    for await (const piece of rest) {
      await file.writeFile(piece);
      digest.push(piece);
      onBytes(piece.length);
    }
    return true;
  };
  return await persist(patience, attempt, () => digest.length);
}
