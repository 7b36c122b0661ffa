import { startOwnWorker } from "../../../browser/own-worker.ts";
import type { VaultPeriod } from "../../../vault/vault.ts";
import type { Outcome, SmallEnvelope } from "./open-small.ts";

/** The name by which the program knows what it is to do. */
export const OPENER = "opener";

/** First the keys; then envelopes, of which each has one answer, in their order. */
export type ToOpener =
  | { readonly kind: "keys"; readonly periods: readonly VaultPeriod[] }
  | { readonly kind: "open"; readonly envelope: SmallEnvelope };

/** `ready` once, to the keys. */
export type FromOpener = { readonly kind: "ready" } | { readonly kind: "outcome"; readonly outcome: Outcome };

/** A worker that opens envelopes, from the side of whoever started it. */
export interface OpenerWorker {
  post(message: ToOpener, transfer?: ArrayBuffer[]): void;
  /** Ends it, whatever it is doing. */
  end(): void;
}

/** @param broken is told once it answers nothing any more; the worker may be there still */
export type StartOpener = (hear: (message: FromOpener) => void, broken: () => void) => OpenerWorker;

/** In a browser, from the program of the worker that starts it: it ends with that one, too. */
export function openerFrom(program: string): StartOpener {
  return (hear, broken) => {
    const worker = startOwnWorker(program, OPENER);
    worker.addEventListener("message", ({ data }: MessageEvent<FromOpener>) => hear(data));
    worker.addEventListener("error", broken);
    worker.addEventListener("messageerror", broken);
    return {
      post: (message, transfer = []) => worker.postMessage(message, transfer),
      end: () => worker.terminate(),
    };
  };
}
