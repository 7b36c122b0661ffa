/** Numbers that follow from a seed alone (mulberry32), so that what a test did by chance can be done again. */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** A whole number from 0 to below `bound`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
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
