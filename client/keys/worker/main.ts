import { noble } from "../../../crypto/primitives/noble.ts";
import { OpenVault } from "../vault/open-vault.ts";
import { type Bench, toldOf, type Work } from "../work.ts";
import type { FromWorker, ToWorker } from "./messages.ts";
import { WORKS } from "./works.ts";

declare const NIGHTJAR_VAULT_WORK: number;

const open = new OpenVault();
let last: Promise<void> = Promise.resolve();

/** One question after the other, each answered to its end. */
self.addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
  last = last.then(() => answer(data));
});

async function answer({ job, name, asked }: ToWorker): Promise<void> {
  try {
    const progress = (done: number) => post({ kind: "progress", job, done });
    const bench = { primitives: noble, open, work: NIGHTJAR_VAULT_WORK, progress };
    const work = WORKS[name] as Work<unknown, unknown>;
    post({ kind: "done", job, answer: await work(asked, bench satisfies Bench) });
  } catch (error) {
    const told = toldOf(error);
    if (!told) console.error(error);
    post({ kind: "failed", job, told: told ?? { trouble: "page-broken" } });
  }
}

function post(message: FromWorker): void {
  self.postMessage(message);
}
