import { CryptoError } from "../../../../crypto/errors.ts";
import { nobleForPassphrases } from "../../../../crypto/primitives/noble-aead.ts";
import { encodePack, openPack, wipePack } from "../../pack.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** Opens packs beside the page: a passphrase takes long where scripts are slow, and the page goes on being there. */
export function openPacks(): void {
  self.addEventListener("message", async ({ data }: MessageEvent<ToWorker>) => {
    try {
      const progress = (done: number) => post({ kind: "progress", done });
      const pack = await openPack(data.file, data.passphrase, nobleForPassphrases, progress);
      post({ kind: "opened", pack: encodePack(pack) });
      wipePack(pack);
    } catch (error) {
      if (!(error instanceof CryptoError)) throw error;
      post({ kind: "refused", code: error.code });
    }
  });
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
