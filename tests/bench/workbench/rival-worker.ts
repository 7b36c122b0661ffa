import { Decrypter } from "age-encryption";
import { hybridIdentity, parseHybridIdentity } from "../../../crypto/age/identities.ts";
import { loadSodium } from "../../../crypto/primitives/sodium.ts";
import { callAll, callsOf } from "./bare-calls.ts";

export interface RivalTask {
  /** Envelopes, one behind the other. */
  readonly file: Blob;
  readonly sizes: readonly number[];
  readonly identity: string;
}

/** Seconds for one tip, in the second of two rounds. */
export interface RivalTimes {
  readonly typage: number;
  readonly bare: number;
}

self.addEventListener("message", async ({ data }: MessageEvent<RivalTask>) => {
  try {
    self.postMessage(await timesOf(data));
  } catch (error) {
    self.postMessage(String(error));
  }
});

async function timesOf({ file, sizes, identity }: RivalTask): Promise<RivalTimes> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let at = 0;
  const envelopes = sizes.map((size) => {
    at += size;
    return bytes.subarray(at - size, at);
  });
  const sodium = await loadSodium();
  const calls = callsOf(envelopes, [hybridIdentity(parseHybridIdentity(identity))], sodium);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const round = async (): Promise<RivalTimes> => ({
    bare: (await seconds(() => callAll(calls, sodium))) / sizes.length,
    typage:
      (await seconds(async () => {
        for (const envelope of envelopes) await decrypter.decrypt(envelope);
      })) / sizes.length,
  });
  await round();
  return await round();
}

async function seconds(work: () => Promise<void> | void): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
