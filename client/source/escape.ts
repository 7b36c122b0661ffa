/** How often Escape is pressed to leave, and within how many milliseconds. */
const TIMES = 3;
const WITHIN = 3_000;

/** Counts presses of Escape that follow each other; any other key begins the count anew. */
export class EscapeCounter {
  #presses: readonly number[] = [];

  /** Whether this key, pressed at this time in milliseconds, was the last one needed. */
  press(isEscape: boolean, now: number): boolean {
    const recent = this.#presses.filter((press) => now - press <= WITHIN);
    this.#presses = isEscape ? [...recent, now] : [];
    return this.#presses.length >= TIMES;
  }
}
