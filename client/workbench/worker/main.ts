import { choosePrimitives } from "../../browser/choose-primitives.ts";
import { type Trouble, troubleOf, vaultTroubleOf } from "../../opening/trouble.ts";
import { Batches } from "./batches.ts";
import { extract } from "./extract.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { ForeignBundle, openFile } from "./open-file.ts";
import { Unlocked } from "./unlocked.ts";

const primitives = choosePrimitives();
let unlocked: Unlocked | undefined;
let last: Promise<void> = Promise.resolve();

/** One question after the other, each answered to its end. */
self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(() => answer(data));
});

async function answer(message: ToWorker): Promise<void> {
  const { job } = message;
  try {
    await work(message);
    post({ kind: "done", job });
  } catch (error) {
    post({ kind: "failed", job, trouble: troubleIn(message, error) });
  }
}

async function work(message: ToWorker): Promise<void> {
  if (message.kind === "unlock") return await unlock(message);
  if (!unlocked) throw new Error("locked");
  if (message.kind === "open") return await openInBatches(message, unlocked);
  const bytes = await extract(message.file, message.origin, message.name, unlocked.keys);
  post({ kind: "extracted", job: message.job, bytes }, [bytes.buffer]);
}

async function unlock({ job, vault, passphrase }: Extract<ToWorker, { kind: "unlock" }>): Promise<void> {
  const bytes = new Uint8Array(await vault.arrayBuffer());
  unlocked = await Unlocked.open(bytes, passphrase, await primitives);
  post({ kind: "unlocked", job, reviewer: unlocked.describe() });
}

async function openInBatches(
  { job, file, name }: Extract<ToWorker, { kind: "open" }>,
  opened: Unlocked,
): Promise<void> {
  const batches = new Batches(job, file.size, post);
  try {
    await openFile(file, name, opened, batches);
  } finally {
    batches.flush();
  }
}

function post(message: FromWorker, transfer: ArrayBuffer[] = []): void {
  self.postMessage(message, { transfer });
}

function troubleIn(message: ToWorker, error: unknown): Trouble {
  if (error instanceof ForeignBundle) return "bundle-foreign";
  const trouble = message.kind === "unlock" ? vaultTroubleOf(error) : troubleOf(error);
  if (!trouble) console.error(error);
  return trouble ?? "worker-broken";
}
