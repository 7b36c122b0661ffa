import { type Day, dayOf } from "../../protocol/day.ts";

const HOUR = 3_600_000;

/** The clock on the wall may be off the time that has passed by so much a day in all, whatever its steps. */
export const DRIFT_A_DAY = HOUR;

/** Milliseconds for which a doubted clock and the time that passes must agree until the clock is believed. */
export const AGREEMENT = 48 * HOUR;

/** Why the wall's clock isn't believed: it has moved by more than clocks drift, or a server was away for long. */
export type Doubt = "leap" | "absence";

/**
 * The time of day, for what is kept or removed by the day. What carries it is the time that passes; the clock on the
 * wall corrects it by an hour a day at most, in however many steps. A clock that is off by more is in doubt, and isn't
 * followed, until it is put right, somebody confirms it, or it has agreed with the time that passes for two days.
 */
export class SteadyClock {
  readonly #wall: () => number;
  readonly #passed: () => number;
  #time: number;
  #lookedAt: number;
  /** Milliseconds by which the wall's clock may still correct the time. */
  #drift = DRIFT_A_DAY;
  /** Since when, by the time that passes, the two clocks have been so far apart. */
  #doubt: { readonly why: Doubt; readonly since: number; readonly apart: number } | undefined;

  /**
   * @param wall the clock, in milliseconds since 1970
   * @param passed milliseconds since some moment, at an even pace whatever the clock does
   */
  constructor(wall: () => number, passed: () => number) {
    this.#wall = wall;
    this.#passed = passed;
    this.#time = wall();
    this.#lookedAt = passed();
  }

  /** Milliseconds since 1970. */
  readonly now = (): number => {
    this.#look();
    return this.#time;
  };

  get doubt(): Doubt | undefined {
    this.#look();
    return this.#doubt?.why;
  }

  /** Says that the wall's clock may have been wrong from the start: it is followed, but in doubt. */
  doubtStart(): void {
    this.#look();
    this.#doubt ??= { why: "absence", since: this.#lookedAt, apart: this.#wall() - this.#lookedAt };
  }

  /** Somebody has looked: the wall's clock is believed from now on, if it says this day; else false. */
  confirm(today: Day): boolean {
    const wall = this.#wall();
    if (dayOf(wall) !== today) return false;
    this.#look();
    this.#believe(wall);
    return true;
  }

  #look(): void {
    const [wall, passed] = [this.#wall(), this.#passed()];
    const elapsed = passed - this.#lookedAt;
    this.#time += elapsed;
    this.#lookedAt = passed;
    this.#drift = Math.min(DRIFT_A_DAY, this.#drift + (elapsed * DRIFT_A_DAY) / (24 * HOUR));
    const off = Math.abs(wall - this.#time);
    if (off <= this.#drift) this.#follow(wall, off);
    else this.#doubt ??= { why: "leap", since: passed, apart: wall - passed };
    if (this.#doubt) this.#judge(this.#doubt, wall, passed);
  }

  #follow(wall: number, off: number): void {
    this.#drift -= off;
    this.#time = wall;
    if (this.#doubt?.why === "leap") this.#doubt = undefined;
  }

  #judge(doubt: { why: Doubt; since: number; apart: number }, wall: number, passed: number): void {
    const apart = wall - passed;
    if (Math.abs(apart - doubt.apart) > HOUR) this.#doubt = { why: doubt.why, since: passed, apart };
    else if (passed - doubt.since >= AGREEMENT) this.#believe(wall);
  }

  #believe(wall: number): void {
    this.#time = wall;
    this.#drift = DRIFT_A_DAY;
    this.#doubt = undefined;
  }
}
