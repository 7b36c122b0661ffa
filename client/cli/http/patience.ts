import { setTimeout as sleepFor } from "node:timers/promises";
import { CliError, type CliErrorCode } from "../errors.ts";

/** How often, and after what pauses, something that may go better is tried again. */
export interface Patience {
  /** Seconds before each further try; their number bounds the tries. */
  readonly pauses: readonly number[];
  readonly stop: AbortSignal;
}

/** Two minutes and a half in all: Tor builds new circuits in that time. */
export const PAUSES = [0.5, 1, 2, 4, 8, 16, 30, 45, 45] as const;

const PASSING: readonly CliErrorCode[] = ["network", "server-busy"];

/** Does it until it is done, fails for good, or has failed too often without getting any further. */
export async function persist<T>(
  { pauses, stop }: Patience,
  attempt: () => Promise<T>,
  /** Anything that changes when an attempt got further than the one before. */
  reached: () => number = () => 0,
): Promise<T> {
  let before = reached();
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof CliError && PASSING.includes(error.code))) throw error;
      if (reached() !== before) failures = 0;
      before = reached();
      const pause = pauses[failures];
      if (pause === undefined) throw error;
      await sleep(pause, stop);
    }
  }
}

async function sleep(seconds: number, stop: AbortSignal): Promise<void> {
  try {
    await sleepFor(seconds * 1000, undefined, { signal: stop });
  } catch (error) {
    if (!stop.aborted) throw error;
    throw new CliError("interrupted", "Stopped; the same command goes on from here.");
  }
}
