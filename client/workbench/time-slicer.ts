/** Milliseconds that may pass between two frames without anybody noticing. */
const SLICE = 8;

/** Says how to go on when the page has answered whatever waits, and what time it is. */
export interface Turns {
  readonly later: (work: () => void) => void;
  /** Milliseconds. */
  readonly now: () => number;
}

const PAGE_TURNS: Turns = { later: (work) => void setTimeout(work), now: () => performance.now() };

/** Does many small things in slices, so that the page stays smooth however many there are. */
export class TimeSlicer {
  readonly #work: () => boolean;
  readonly #turns: Turns;
  #going = false;

  /** @param work does one small thing; false if there is nothing left to do */
  constructor(work: () => boolean, turns: Turns = PAGE_TURNS) {
    this.#work = work;
    this.#turns = turns;
  }

  /** To be called when there is something to do. The first slice is done in the next turn. */
  goOn(): void {
    if (this.#going) return;
    this.#going = true;
    this.#turns.later(() => this.#slice());
  }

  #slice(): void {
    const end = this.#turns.now() + SLICE;
    let left = true;
    while (left && this.#turns.now() < end) left = this.#work();
    this.#going = false;
    if (left) this.goOn();
  }
}
