import { collect, wipe } from "../../../crypto/bytes.ts";
import { startOwnWorker } from "../../browser/own-worker.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { type CourierPack, MOST_PACK_BYTES, parsePack } from "../pack.ts";
import { TroubleError, troubleOfPack } from "./trouble.ts";
import type { FromWorker, ToWorker } from "./worker/messages.ts";

/**
 * Opens a pack in a worker.
 * @param progress hears which part of the work is done, 0 to 1
 * @throws TroubleError; UnreadableFile
 */
export async function openPackFile(
  file: File,
  passphrase: string,
  program: string,
  progress: (done: number) => void,
): Promise<CourierPack> {
  if (file.size > MOST_PACK_BYTES) throw new TroubleError("not-a-pack");
  const bytes = await collect(readBlob(file));
  const worker = startOwnWorker(program);
  try {
    const text = await new Promise<Uint8Array>((resolve, reject) => {
      worker.addEventListener("message", ({ data }: MessageEvent<FromWorker>) => {
        if (data.kind === "progress") progress(data.done);
        else if (data.kind === "opened") resolve(data.pack);
        else reject(new TroubleError(troubleOfPack(data.code)));
      });
      worker.addEventListener("error", () => reject(new TroubleError("page-broken")));
      worker.postMessage({ file: bytes, passphrase } satisfies ToWorker);
    });
    const pack = parsePack(text);
    wipe(text);
    return pack;
  } finally {
    worker.terminate();
  }
}
