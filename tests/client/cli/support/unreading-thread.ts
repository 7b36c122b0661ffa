import { parentPort } from "node:worker_threads";
import { serveThread } from "../../../../client/cli/threads.ts";

/** A thread that hears of what it is asked as Node says of a message that can't be read. */
serveThread({
  ask() {
    parentPort?.emit("messageerror", new Error("can't be cloned"));
    return new Promise<null>(() => {});
  },
});
