import { parentPort } from "node:worker_threads";
import { Opener } from "../../client/workbench/worker/opening/opener-worker.ts";
import { answering, type Call } from "../../client/workers/calls.ts";
import { loadSodium } from "../../crypto/primitives/sodium.ts";

const answer = answering(new Opener(loadSodium()), String, (reply, hand) =>
  parentPort?.postMessage(reply, hand),
);
let last = Promise.resolve();
parentPort?.on("message", (call: Call) => {
  last = last.then(() => answer(call));
});
