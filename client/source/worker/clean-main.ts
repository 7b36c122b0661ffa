import { UnreadableFile } from "../../browser/read-blob.ts";
import { cleanImage } from "../../pictures/clean.ts";
import { CleanError } from "../../pictures/errors.ts";
import type { DamageCode, FromCleaner, ToCleaner } from "./clean-messages.ts";

self.addEventListener("message", async (event: MessageEvent<ToCleaner>) => {
  const { number, picture } = event.data;
  try {
    const { clean, removed } = cleanImage(await wholeOf(picture));
    post({ kind: "cleaned", number, copy: clean, findings: removed }, [clean.buffer]);
  } catch (error) {
    post({ kind: "damaged", number, code: codeOf(error) });
  }
});

function post(message: FromCleaner, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}

async function wholeOf(picture: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await picture.arrayBuffer());
  } catch (error) {
    throw new UnreadableFile("reading failed", { cause: error });
  }
}

function codeOf(error: unknown): DamageCode {
  if (error instanceof CleanError) return error.code;
  return error instanceof UnreadableFile ? "file-unreadable" : "cleaner-broken";
}
