import { startOwnWorker } from "../../../browser/own-worker.ts";
import type { CallsOf } from "../../../workers/calls.ts";
import type { PoolPort } from "../../../workers/pool.ts";
import type { Opener } from "./opener-worker.ts";

/** The name by which the program knows what it is to do. */
export const OPENER = "opener";

export type OpenerCalls = CallsOf<Opener>;

export type StartOpener = () => PoolPort;

/** In a browser, from the program of the worker that starts it: it ends with that one, too. */
export function openerFrom(program: string): StartOpener {
  return () => startOwnWorker(program, OPENER);
}
