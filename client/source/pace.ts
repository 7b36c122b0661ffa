/** How many of the last steps of progress the pace is taken from, and how many are needed to say anything. */
const WINDOW = 12;
const LEAST = 3;

/**
 * How long the rest will take, from how fast the last parts went. Says nothing until it knows something, and
 * forgets everything when the work was interrupted.
 */
export class Pace {
  #marks: readonly { readonly seconds: number; readonly done: number }[] = [];

  /** So much is done at this time, in seconds on any clock. */
  note(seconds: number, done: number): void {
    this.#marks = [...this.#marks, { seconds, done }].slice(-WINDOW);
  }

  forget(): void {
    this.#marks = [];
  }

  /** Seconds until all of `length` is done; undefined while that can't be said honestly. */
  remaining(length: number): number | undefined {
    const [first, last] = [this.#marks[0], this.#marks.at(-1)];
    if (!first || !last || this.#marks.length < LEAST) return undefined;
    const perSecond = (last.done - first.done) / (last.seconds - first.seconds);
    return perSecond > 0 && Number.isFinite(perSecond) ? (length - last.done) / perSecond : undefined;
  }
}
