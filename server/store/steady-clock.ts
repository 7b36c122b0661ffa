const HOUR = 3_600_000;

/** Milliseconds by which a clock may be off what time has passed; more is a leap. */
const LEAP = 12 * HOUR;

/** Milliseconds for which a clock that has leapt must stay with it until it is believed. */
const DOUBT = 24 * HOUR;

/**
 * The time of day, for what is kept or removed by the day. A clock that leaps (a dead battery, a wrong time server, a
 * machine that slept) isn't followed for a day: until then time goes on as it passes, so that nothing is removed, or
 * stored under a day long gone, by a mistake that somebody may still put right.
 */
export class SteadyClock {
  readonly #wall: () => number;
  readonly #passed: () => number;
  readonly #report: (sentence: string) => void;
  /** What the clock said, and how much time had passed then, when it was believed last. */
  #believed: { readonly wall: number; readonly passed: number };
  /** How much time had passed when the clock was first seen to have leapt. */
  #doubtedFrom: number | undefined;

  /**
   * @param wall the clock, in milliseconds since 1970
   * @param passed milliseconds since some moment, at an even pace whatever the clock does
   * @param report takes a sentence for the operator
   */
  constructor(wall: () => number, passed: () => number, report: (sentence: string) => void) {
    this.#wall = wall;
    this.#passed = passed;
    this.#report = report;
    this.#believed = { wall: wall(), passed: passed() };
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => {
    const [wall, passed] = [this.#wall(), this.#passed()];
    const expected = this.#believed.wall + passed - this.#believed.passed;
    if (Math.abs(wall - expected) <= LEAP) return this.#believe(wall, passed);
    if (this.#doubtedFrom === undefined) {
      this.#doubtedFrom = passed;
      this.#report(
        "Clock: it has leapt by more than half a day and isn't followed until tomorrow: set it right, if it is wrong.",
      );
    }
    return passed - this.#doubtedFrom < DOUBT ? expected : this.#believe(wall, passed);
  };

  #believe(wall: number, passed: number): number {
    if (this.#doubtedFrom !== undefined) this.#report("Clock: it is followed again.");
    this.#doubtedFrom = undefined;
    this.#believed = { wall, passed };
    return wall;
  }
}
