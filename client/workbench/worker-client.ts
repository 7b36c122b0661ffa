import { TroubleOf } from "../browser/trouble-of.ts";
import type { Trouble } from "../opening/trouble.ts";
import { Caller } from "../workers/calls.ts";
import { startWorker } from "./start-worker.ts";
import type { VaultCalls } from "./worker/vault-worker.ts";

export class TroubleError extends TroubleOf<Trouble> {}

/** What a person is told of an error: of the program's own, that it failed. */
export function troubleIn(error: unknown): Trouble {
  if (error instanceof TroubleError) return error.trouble;
  console.error(error);
  return "worker-broken";
}

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
export type VaultCaller = Caller<VaultCalls, Trouble>;

export function startVault(): VaultCaller {
  return new Caller(startWorker(), "worker-broken", (trouble) => new TroubleError(trouble));
}
