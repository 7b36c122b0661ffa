/** Numbers from 0 to below 1, always the same for a seed (mulberry32): what a test did by chance can be done again. */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export class Seeded {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = numbersFrom(seed);
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    return (this.#next() * 2 ** 32) % bound;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)] as T;
  }
}

/** The seed in the environment variable SEED, or one of chance: to be printed in the test's name. */
export function seedOfRun(): number {
  return Number(process.env.SEED ?? Math.floor(Math.random() * 2 ** 32));
}

/** How often a test does something: less in `npm test` than in `npm run test:long`, or as the variable says. */
export function timesOfRun(variable: string, usual: number, long: number): number {
  return Number(process.env[variable] ?? inLong(usual, long));
}

/** The second in `npm run test:long` alone. */
export function inLong<T>(usual: T, long: T): T {
  return process.env.LONG === undefined ? usual : long;
}
