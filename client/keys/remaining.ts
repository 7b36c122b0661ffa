/** Milliseconds and part of the work before a guess at the rest means something. */
const LEAST_TIME = 1000;
const LEAST_DONE = 0.02;

/**
 * Whole seconds that work still takes if it goes on as it went; undefined as long as nobody can tell.
 * @param elapsed milliseconds since it began
 * @param done the part that is done, 0 to 1
 */
export function secondsLeft(elapsed: number, done: number): number | undefined {
  if (elapsed < LEAST_TIME || done < LEAST_DONE) return undefined;
  return Math.ceil((elapsed * (1 - done)) / done / 1000);
}
