import { randomBelow } from "../../../crypto/random.ts";
import { SourceError } from "../errors.ts";
import { codeOfAnswer, isPassing } from "./problem.ts";
import type { Answer, Transport, UploadRequest } from "./transport.ts";

/** How a request is repeated. */
export interface Patience {
  /** Seconds to wait before each further attempt; their number bounds the attempts. */
  readonly pauses: readonly number[];
  /** Resolves after so many seconds; rejects when the signal says to stop. */
  readonly sleep: (seconds: number, signal: AbortSignal) => Promise<void>;
  /** Told before each pause, and when it is over. */
  readonly waiting: (seconds: number | undefined) => void;
}

/**
 * Sends one request until it is answered well, with growing pauses while the network or the server fails.
 * @throws SourceError network, stopped, or the code of the server's last refusal
 */
export async function untilAnswered(
  request: UploadRequest,
  transport: Transport,
  patience: Patience,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 0; ; attempt++) {
    const outcome = await attemptOnce(request, transport, signal);
    if (typeof outcome !== "string") return outcome.answer;
    const pause = patience.pauses[attempt];
    if (pause === undefined) throw new SourceError(outcome);
    patience.waiting(pause);
    await patience.sleep(pause, signal);
    patience.waiting(undefined);
  }
}

/** The good answer, or the code of a failure that may pass. */
async function attemptOnce(request: UploadRequest, transport: Transport, signal: AbortSignal) {
  if (signal.aborted) throw new SourceError("stopped");
  let answer: Answer;
  try {
    answer = await transport(request, signal);
  } catch {
    // fetch says no more than that no answer came.
    if (signal.aborted) throw new SourceError("stopped");
    return "network";
  }
  if (answer.status >= 200 && answer.status < 300) return { answer };
  const code = codeOfAnswer(answer);
  if (!isPassing(answer.status, code)) throw new SourceError(code);
  return code;
}

/** Seconds between attempts on a real network: about three minutes in all. */
export const PAUSES: readonly number[] = [1, 2, 4, 8, 15, 30, 60, 60];

/** And up to half of it longer, at random: pages that one outage has stopped don't all come back at once. */
export function sleep(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(new SourceError("stopped"));
    };
    if (signal.aborted) return stop();
    const timer = setTimeout(
      () => {
        signal.removeEventListener("abort", stop);
        resolve();
      },
      seconds * (1000 + randomBelow(500)),
    );
    signal.addEventListener("abort", stop, { once: true });
  });
}
