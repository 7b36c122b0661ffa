import { collect, wipe } from "../../../crypto/bytes.ts";
import type { CryptoErrorCode } from "../../../crypto/errors.ts";
import { startOwnWorker } from "../../browser/own-worker.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { Caller } from "../../workers/calls.ts";
import { type CourierPack, MOST_PACK_BYTES, parsePack } from "../pack.ts";
import { codeOfPack, PageError } from "./page-error.ts";
import type { PackCalls } from "./worker/open-packs.ts";

/**
 * Opens a pack in a worker.
 * @param progress hears which part of the work is done, 0 to 1
 * @throws PageError; UnreadableFile
 */
export async function openPackFile(
  file: File,
  passphrase: string,
  program: string,
  progress: (done: number) => void,
): Promise<CourierPack> {
  if (file.size > MOST_PACK_BYTES) throw new PageError("not-a-pack");
  const bytes = await collect(readBlob(file));
  const worker = startOwnWorker(program);
  const caller = new Caller<PackCalls, CryptoErrorCode | undefined>(
    worker,
    undefined,
    (code) => new PageError(code ? codeOfPack(code) : "page-broken"),
  );
  try {
    const text = await caller.call("open", { file: bytes, passphrase }, progress);
    const pack = parsePack(text);
    wipe(text);
    return pack;
  } finally {
    worker.terminate();
  }
}
