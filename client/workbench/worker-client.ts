import { PageErrorOf } from "../browser/page-error.ts";
import type { ErrorCode } from "../opening/error-codes.ts";
import { Caller } from "../workers/calls.ts";
import { startWorker } from "./start-worker.ts";
import type { VaultCalls } from "./worker/vault-worker.ts";

export class PageError extends PageErrorOf<ErrorCode> {}

/** What a person is told of an error: of the program's own, that it failed. */
export function codeIn(error: unknown): ErrorCode {
  if (error instanceof PageError) return error.code;
  console.error(error);
  return "worker-broken";
}

/** The worker from the page's side. It holds the vault, and does one thing after the other. */
export type VaultCaller = Caller<VaultCalls, ErrorCode>;

export function startVault(): VaultCaller {
  return new Caller(startWorker(), "worker-broken", (code) => new PageError(code));
}
