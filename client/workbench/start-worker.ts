import { startOwnWorker } from "../browser/own-worker.ts";
import { Caller } from "../workers/calls.ts";
import type { NearCaller } from "./near/model.ts";
import { OPENER, startFor, type WantedOpener } from "./worker/opening/start-opener.ts";

/** The workers' bundled programs: the build puts the texts in place of these names. */
declare const NIGHTJAR_WORKER: string;
declare const NIGHTJAR_NEAR_WORKER: string;

/** What the worker that holds the vault is made from, and those that open tips for it. */
const workerProgram = () => NIGHTJAR_WORKER;

/** The worker that holds the vault. It is given the workers that it asks for, which open tips for it. */
export function startWorker(): Worker {
  const worker = startOwnWorker(workerProgram());
  worker.addEventListener("message", ({ data }: MessageEvent<object | WantedOpener>) => {
    if ("opener" in data) startFor(data, () => startOwnWorker(workerProgram(), OPENER));
  });
  return worker;
}

/** The worker that compares tips with each other. */
export function startNear(): NearCaller {
  return new Caller(startOwnWorker(NIGHTJAR_NEAR_WORKER), "worker-broken", (code) => new Error(code));
}
