import { startNearWorker } from "../start-worker.ts";
import type { FromNear } from "../worker/near/messages.ts";
import type { NearWorker } from "./desk.ts";

/** The worker that compares tips, in a browser. */
export function nearWorker(): NearWorker {
  const worker = startNearWorker();
  return {
    post: (message) => worker.postMessage(message),
    listen(hear, broken) {
      worker.addEventListener("message", ({ data }: MessageEvent<FromNear>) => hear(data));
      worker.addEventListener("error", broken);
      worker.addEventListener("messageerror", broken);
    },
  };
}
