import { ServerError, type ServerErrorCode } from "./errors.ts";

/** How often, and after what pauses, something that may go better is tried again. */
export interface Patience {
  /** Seconds before each further try; their number bounds the tries. */
  readonly pauses: readonly number[];
  readonly stop: AbortSignal;
  /** Is told of each longer wait: why, and for how many seconds. */
  readonly waiting?: (error: ServerError, seconds: number) => void;
}

/** Seconds from which on a person wonders whether anything happens. */
const LONG = 8;

/** Two minutes and a half in all: Tor builds new circuits in that time. */
export const PAUSES = [0.5, 1, 2, 4, 8, 16, 30, 45, 45] as const;

const PASSING: readonly ServerErrorCode[] = ["network", "server-busy"];

/** Does it until it is done, fails for good, or has failed too often without getting any further. */
export async function persist<T>(
  { pauses, stop, waiting }: Patience,
  attempt: () => Promise<T>,
  /** Anything that changes when an attempt got further than the one before. */
  reached: () => number = () => 0,
): Promise<T> {
  let before = reached();
  for (let failures = 0; ; failures++) {
    try {
      return await attempt();
    } catch (error) {
      if (!(error instanceof ServerError && PASSING.includes(error.code))) throw error;
      if (reached() !== before) failures = 0;
      before = reached();
      const pause = pauses[failures];
      if (pause === undefined) throw error;
      if (pause >= LONG) waiting?.(error, pause);
      await sleep(pause, stop);
    }
  }
}

function sleep(seconds: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      stop.removeEventListener("abort", end);
      if (stop.aborted) reject(new ServerError("interrupted", STOPPED));
      else resolve();
    };
    const timer = setTimeout(end, seconds * 1000);
    stop.addEventListener("abort", end);
    if (stop.aborted) end();
  });
}

/** What an English sentence says of being stopped in the middle. */
export const STOPPED = "Stopped; the same command goes on from here.";
