import { startOwnWorker } from "../../../browser/own-worker.ts";
import type { CallsOf, Port } from "../../../workers/calls.ts";
import type { Opener } from "./opener-worker.ts";

/** The name by which the program knows what it is to do. */
export const OPENER = "opener";

export type OpenerCalls = CallsOf<Opener>;

/** A worker that opens envelopes, from the side of whoever started it. */
export interface OpenerPort extends Port {
  /** Ends it, whatever it is doing. */
  terminate(): void;
}

export type StartOpener = () => OpenerPort;

/** In a browser, from the program of the worker that starts it: it ends with that one, too. */
export function openerFrom(program: string): StartOpener {
  return () => startOwnWorker(program, OPENER);
}
