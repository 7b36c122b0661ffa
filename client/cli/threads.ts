import { parentPort, Worker } from "node:worker_threads";
import { answering, type Call, type Methods } from "../workers/calls.ts";
import type { PoolPort } from "../workers/pool.ts";

/** A thread that runs a program and answers calls; if it ends by itself, that is heard as its error. */
export function startThread(program: URL): PoolPort {
  const worker = new Worker(program);
  // Without a listener its error would be this thread's; that it ended is heard below.
  worker.on("error", () => {});
  return {
    postMessage: (call, hand) => worker.postMessage(call, hand),
    addEventListener(type: string, hear: (event: never) => void) {
      if (type === "message") worker.on(type, (data) => hear({ data } as never));
      // What it answered last is heard just before its end; whoever waits for that is told first.
      else worker.on(type === "error" ? "exit" : type, () => setImmediate(hear, new Event(type) as never));
    },
    terminate: () => worker.terminate(),
  };
}

/** In such a thread: answers what is called, one after the other. */
export function serveThread<M extends Methods<M>>(methods: M): void {
  const port = parentPort;
  if (!port) throw new Error("no thread");
  const answer = answering(methods, String, (reply, hand) => port.postMessage(reply, hand));
  let last = Promise.resolve();
  port.on("message", (call: Call) => {
    last = last.then(() => answer(call));
  });
  // Nobody knows which call it was: the thread ends, and whoever waits for it hears that.
  port.on("messageerror", (error: Error) => {
    throw error;
  });
}
