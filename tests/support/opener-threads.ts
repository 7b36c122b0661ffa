import { Worker } from "node:worker_threads";
import type { FromOpener, StartOpener } from "../../client/workbench/worker/opening/start-opener.ts";

/** Openers as a browser's workbench has them, in Node's threads. */
export const openerThreads: StartOpener = (hear, broken) => {
  const worker = new Worker(new URL("opener-thread.ts", import.meta.url));
  worker.on("message", (message: FromOpener) => hear(message));
  worker.on("error", broken);
  worker.on("exit", broken);
  return {
    post: (message, transfer = []) => worker.postMessage(message, transfer),
    end: () => void worker.terminate(),
  };
};
