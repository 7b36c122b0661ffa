import { dayOf } from "../../../../protocol/day.ts";
import { SteadyClock } from "../../../../server/store/steady-clock.ts";
import type { Seeded } from "../../../support/seeded.ts";
import { DAY, HOUR } from "../../../support/spool.ts";

/** The clock on the wall and the time that passes, both moved by chance, and the store's clock that goes by them. */
export class SimulatedTime {
  readonly #chance: Seeded;
  /** Milliseconds since 1970, and those that have passed. */
  #wall = Date.parse("2026-11-21T12:00:00Z");
  #passed = 0;
  #clock: SteadyClock;

  constructor(chance: Seeded) {
    this.#chance = chance;
    this.#clock = this.#newClock();
  }

  /** The store's own. */
  get clock(): SteadyClock {
    return this.#clock;
  }

  get wall(): string {
    return new Date(this.#wall).toISOString();
  }

  /** A process starts. */
  begin(): SteadyClock {
    this.#clock = this.#newClock();
    return this.#clock;
  }

  /** Says what it did, as all of these. */
  pass(): string {
    const drift = this.#chance.pick([1, 1, 1, 1.01, 0.99]);
    const past = this.#chance.pick([
      1_000,
      600_000,
      HOUR,
      6 * HOUR,
      11 * HOUR,
      DAY,
      this.#toMidnight() + 5_000,
    ]);
    this.passBy(past, drift);
    return `${past / 1000} s have passed`;
  }

  passBy(milliseconds: number, drift = 1): void {
    this.#passed += milliseconds;
    this.#wall += Math.round(milliseconds * drift);
  }

  moveWall(): string {
    const some = this.#chance.pick([
      -12_000,
      -12_000,
      -HOUR,
      -11 * HOUR,
      HOUR,
      11 * HOUR,
      -DAY,
      DAY,
      6 * DAY,
    ]);
    this.#wall += some;
    return `the clock has moved by ${some / 1000} s`;
  }

  passMidnight(): void {
    this.passBy(this.#toMidnight() + 5_000);
  }

  /** What is right behind midnight is before it again. */
  stepBack(): string {
    this.#wall -= 12_000;
    return "the clock steps back by 12 s over midnight";
  }

  confirm(): string {
    this.#clock.confirm(dayOf(this.#wall));
    return "the clock is confirmed";
  }

  #toMidnight(): number {
    return DAY - (this.#wall % DAY);
  }

  #newClock(): SteadyClock {
    return new SteadyClock(
      () => this.#wall,
      () => this.#passed,
    );
  }
}
