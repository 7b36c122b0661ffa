import type { CallsOf, Reply } from "../../../workers/calls.ts";
import type { PoolPort } from "../../../workers/pool.ts";
import type { Opener } from "./opener-worker.ts";

/** The name by which the program knows what it is to do. */
export const OPENER = "opener";

export type OpenerCalls = CallsOf<Opener>;

export type StartOpener = () => PoolPort;

/** What the page is sent to start an opener with. */
export interface WantedOpener {
  readonly opener: {
    /** For the opener: what it is asked comes through this, past the page. */
    readonly calls: MessagePort;
    /** For the page: it says here that the opener broke, and ends it at whatever comes. */
    readonly life: MessagePort;
  };
}

/**
 * An opener that the page starts for the worker that holds the vault. A worker that starts workers would need no page,
 * but where something listens to workers, as Firefox's tools and whatever drives it do, it may wait for ever on a busy
 * machine: it and the new one wait for one signal (WorkerPrivate.h, `WaitForIsDebuggerRegistered`).
 * @param ask sends it to the page
 */
export function openerThrough(ask: (wanted: WantedOpener, hand: MessagePort[]) => void): StartOpener {
  return () => {
    const [calls, life] = [new MessageChannel(), new MessageChannel()];
    ask({ opener: { calls: calls.port2, life: life.port2 } }, [calls.port2, life.port2]);
    calls.port1.start();
    life.port1.start();
    return {
      postMessage: (call, hand) => calls.port1.postMessage(call, hand),
      addEventListener(type: string, hear: (event: MessageEvent<Reply>) => void) {
        if (type === "error") life.port1.addEventListener("message", hear);
        else calls.port1.addEventListener(type as "message", hear);
      },
      terminate: () => life.port1.postMessage(null),
    };
  };
}

/** What the page does then: from there on it hears of the opener only if that breaks. */
export function startFor(
  { opener: { calls, life } }: WantedOpener,
  start: () => Pick<Worker, "addEventListener" | "postMessage" | "terminate">,
): void {
  const broken = () => life.postMessage(null);
  try {
    const worker = start();
    for (const end of ["error", "messageerror"] as const)
      worker.addEventListener(end, (event) => {
        // Else it would count as an error of the page's.
        event.preventDefault();
        broken();
      });
    life.onmessage = () => worker.terminate();
    worker.postMessage(null, [calls]);
  } catch {
    // Where no more workers can be had, those that are there do its work, or the one that asked.
    broken();
  }
}
