/** Microtasks after which a read of a stream that holds something has been answered: one would do. */
const TURNS = 16;

/**
 * Tells when whoever reads from a stream waits in vain. A stream that fails forgets what it still holds; so whoever
 * feeds one with something that may be cut short ends it only when all that it holds has been taken.
 */
export class ReadDemand {
  #reads = 0;
  #isReading = false;
  #isOver = false;
  #begun: (() => void) | undefined;

  async read<T>(reader: { read(): Promise<T> }): Promise<T> {
    this.#reads++;
    this.#isReading = true;
    this.#begun?.();
    try {
      return await reader.read();
    } finally {
      this.#isReading = false;
    }
  }

  /** Nobody will read any more. */
  end(): void {
    this.#isOver = true;
    this.#begun?.();
  }

  /** Until a read finds nothing, or nobody reads any more. Nothing may be fed meanwhile. */
  async waits(): Promise<void> {
    while (!this.#isOver) {
      if (!this.#isReading) await new Promise<void>((resolve) => (this.#begun = resolve));
      const read = this.#reads;
      for (let turn = 0; turn < TURNS; turn++) await undefined;
      if (this.#isReading && this.#reads === read) return;
    }
  }
}
