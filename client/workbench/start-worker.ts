import { startOwnWorker } from "../browser/own-worker.ts";
import { Caller } from "../workers/calls.ts";
import type { NearCaller } from "./near/desk.ts";

/** The workers' bundled programs: the build puts the texts in place of these names. */
declare const NIGHTJAR_WORKER: string;
declare const NIGHTJAR_NEAR_WORKER: string;

/** What the worker that holds the vault is made from, and those that it starts itself. */
export const workerProgram = () => NIGHTJAR_WORKER;

/** The worker that holds the vault. */
export function startWorker(): Worker {
  return startOwnWorker(workerProgram());
}

/** The worker that compares tips with each other. */
export function startNear(): NearCaller {
  return new Caller(startOwnWorker(NIGHTJAR_NEAR_WORKER), "worker-broken", (code) => new Error(code));
}
