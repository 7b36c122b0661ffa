import { Worker } from "node:worker_threads";
import type { StartOpener } from "../../client/workbench/worker/opening/start-opener.ts";

/** Openers as a browser's workbench has them, in Node's threads. */
export const openerThreads: StartOpener = () => {
  const worker = new Worker(new URL("opener-thread.ts", import.meta.url));
  return {
    postMessage: (call, hand) => worker.postMessage(call, hand),
    addEventListener(type: string, hear: (event: never) => void) {
      if (type === "message") worker.on(type, (data) => hear({ data } as never));
      else for (const end of [type, "exit"]) worker.on(end, () => hear(new Event(type) as never));
    },
    terminate: () => void worker.terminate(),
  };
};
