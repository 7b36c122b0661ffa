/** Runs tasks one after the other, in the order in which they came. */
export class Serial {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task);
    // Whoever asked for the task has its error; the next task doesn't care.
    this.#last = result.catch(() => {});
    return result;
  }

  /** Resolves when what has been asked for so far is done. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
