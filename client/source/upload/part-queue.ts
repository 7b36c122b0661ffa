/** One part of a sealed envelope, on its way. */
export interface Part {
  /** From 0. */
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Parts that are sealed and wait for a lane, lowest index first. */
export class PartQueue {
  readonly #parts: Part[] = [];
  readonly #waiting: ((part: Part | undefined) => void)[] = [];
  #ended = false;

  put(part: Part): void {
    const waiter = this.#waiting.shift();
    if (waiter) {
      waiter(part);
    } else {
      this.#parts.push(part);
      this.#parts.sort((a, b) => a.index - b.index);
    }
  }

  /** The next part, as soon as there is one; undefined once no more will come, or everything was released. */
  async take(): Promise<Part | undefined> {
    const part = this.#parts.shift();
    if (part || this.#ended) return part;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** No part will be put here any more, but those that come back from a lane. */
  end(): void {
    this.#ended = true;
    this.release();
  }

  /** Sends everybody who waits away empty-handed. */
  release(): void {
    for (const waiter of this.#waiting.splice(0)) waiter(undefined);
  }
}
