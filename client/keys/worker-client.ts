import { startOwnWorker } from "../browser/own-worker.ts";
import { Caller } from "../workers/calls.ts";
import { type Told, TroubleError } from "./trouble.ts";
import type { KeysCalls } from "./worker/works.ts";

/** The worker's bundled program: the build puts the text in place of this name. */
declare const NIGHTJAR_WORKER: string;

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
export function startKeysWorker(): Caller<KeysCalls, Told> {
  return new Caller<KeysCalls, Told>(
    startOwnWorker(NIGHTJAR_WORKER),
    { trouble: "page-broken" },
    ({ trouble, ...about }) => new TroubleError(trouble, about),
  );
}
