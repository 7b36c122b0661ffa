/** Lets a number of things through, then one more for each that is given back. */
export class Gate {
  #free: number;
  #open: (() => void) | undefined;

  constructor(places: number) {
    this.#free = places;
  }

  /** Waits for a place and takes it; one caller at a time. */
  async enter(): Promise<void> {
    if (this.#free === 0) {
      await new Promise<void>((resolve) => {
        this.#open = resolve;
      });
    }
    this.#free--;
  }

  leave(): void {
    this.#free++;
    this.#open?.();
    this.#open = undefined;
  }
}
