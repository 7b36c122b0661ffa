import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { dayOf } from "../../../../protocol/day.ts";
import { daysBetween } from "../../../../server/store/day.ts";
import { SqliteSpool } from "../../../../server/store/sqlite/sqlite-spool.ts";
import { Seeded } from "../../../support/seeded.ts";
import { DAY, HOUR } from "../../../support/spool.ts";
import { SimulatedDisk } from "./disk.ts";
import { breachesOfAgain, breachesOfFiles, keptIn, Looking } from "./kept.ts";
import { breaches } from "./model.ts";
import { COURIERS, People } from "./people.ts";
import { SimulatedTime } from "./time.ts";

const STEPS = 30;
const RETENTION = 3;
/** Days that what all couriers have waits, by the seed. */
const WAITS = [0, 1];

/** A life of a store, with all that can go wrong in it, that follows from the seed alone. */
export class Simulation {
  /** What was done, in words, and what didn't hold. */
  readonly story: string[] = [];
  readonly breaches: string[] = [];
  readonly #chance: Seeded;
  readonly #eraseAfterDays: number;
  readonly #disk: SimulatedDisk;
  readonly #time: SimulatedTime;
  readonly #people: People;
  readonly #looking = new Looking((path) => this.#disk.changesOf(path));
  #spool: SqliteSpool;

  constructor(seed: number) {
    this.#chance = new Seeded(seed);
    this.#eraseAfterDays = this.#chance.pick(WAITS);
    this.#disk = new SimulatedDisk(this.#chance);
    this.#time = new SimulatedTime(this.#chance);
    this.#people = new People(this.#chance, this.#world());
    this.#spool = this.#open();
  }

  /** Lives, and stops at the first thing that doesn't hold. */
  static async run(seed: number): Promise<Simulation> {
    const life = new Simulation(seed);
    const uninstall = life.#disk.install();
    try {
      for (let step = 0; step < STEPS && life.breaches.length === 0; step++) await life.#step();
      if (life.breaches.length === 0) await life.#end();
      await life.#spool.close();
      life.breaches.push(
        ...life.#disk.openFiles().map((path) => `${path} is still open, though all has ended`),
      );
    } catch (error) {
      life.breaches.push(`an error: ${error instanceof Error ? error.stack : error}`);
    } finally {
      uninstall();
      life.#disk.remove();
    }
    return life;
  }

  async #step(): Promise<void> {
    const actions: [number, () => unknown][] = [
      [6, () => this.#people.put()],
      [2, () => this.#people.putAgain()],
      [2, () => this.#people.beginUpload()],
      [3, () => this.#people.goOnWithUpload()],
      [5, () => this.#tick()],
      [3, () => this.#people.acknowledge()],
      [5, () => this.#tell(this.#time.pass())],
      [3, () => this.#tell(this.#time.moveWall())],
      [2, () => this.#stepBackOverMidnight()],
      [1, () => this.#tell(this.#time.confirm())],
      [2, () => this.#toggleFaults()],
      [2, () => this.#willEnd()],
      [1, () => this.#restart()],
    ];
    const action = this.#chance.pick(
      actions.flatMap(([weight, one]) => Array.from({ length: weight }, () => one)),
    );
    await action();
    for (let turns = this.#chance.below(4); turns > 0; turns--) await turn();
    this.#people.seeClock();
    if (this.#hasEnded) await this.#goOnWithWhatIsLeft();
    else if (this.#chance.below(8) === 0) await this.#check();
  }

  #world() {
    const life = this;
    return {
      get spool() {
        return life.#spool;
      },
      get hasEnded() {
        return life.#hasEnded;
      },
      get now() {
        return life.#time.clock.now();
      },
      tell: (what: string) => life.#tell(what),
    };
  }

  get #hasEnded(): boolean {
    return this.#disk.left !== undefined;
  }

  #open(): SqliteSpool {
    const spool = new SqliteSpool({
      folder: join(this.#disk.folder, ""),
      room: 2 ** 30,
      maxEnvelope: 100 * 2 ** 20,
      retentionDays: RETENTION,
      eraseAfterDays: this.#eraseAfterDays,
      clock: this.#time.begin(),
      heartbeat: 0,
      report: (sentence) => this.#tell(`told: ${sentence}`),
    });
    spool.pickup.serve(COURIERS);
    return spool;
  }

  #tell(what: string): void {
    this.story.push(`${this.#time.wall} ${what}`);
  }

  #tick(): void {
    this.#people.ask(
      "tick",
      () => this.#spool.tick(),
      () => {},
    );
  }

  /** While the days that are over are being closed. */
  async #stepBackOverMidnight(): Promise<void> {
    // One such day, or two: while the first is closed, the clock may step back into the second.
    for (let midnights = 1 + this.#chance.below(2); midnights > 0; midnights--) {
      await turn();
      this.#time.passMidnight();
      this.#people.seeClock();
      this.#people.put();
    }
    this.#tick();
    for (let turns = this.#chance.below(6); turns > 0; turns--) await turn();
    this.#tell(this.#time.stepBack());
    this.#people.put();
  }

  #toggleFaults(): void {
    this.#disk.failing = this.#disk.failing === 0 ? this.#chance.pick([2, 5, 20]) : 0;
    this.#tell(`a write in ${this.#disk.failing} fails`);
  }

  #willEnd(): void {
    if (this.#disk.isEnding) return;
    const end = this.#chance.pick(["kill", "power"] as const);
    this.#disk.endIn(1 + this.#chance.below(60), end);
    this.#tell(`soon: ${end}`);
  }

  async #restart(): Promise<void> {
    await this.#people.settle();
    if (this.#hasEnded) return;
    this.#tell("stop and start");
    this.#disk.failing = 0;
    await this.#spool.close();
    if (this.#hasEnded) this.#disk.turnOver();
    this.#spool = this.#open();
    this.#people.seeClock();
  }

  async #goOnWithWhatIsLeft(): Promise<void> {
    await this.#people.settle();
    this.#tell("the process has ended: start");
    this.#disk.failing = 0;
    await this.#spool.close();
    this.#disk.turnOver();
    this.#spool = this.#open();
    this.#people.seeClock();
    await this.#check();
  }

  async #check(): Promise<void> {
    await this.#people.settle();
    if (this.#hasEnded) return;
    const kept = keptIn(this.#looking.at(this.#disk.folder));
    const bounds = { retentionDays: RETENTION, eraseAfterDays: this.#eraseAfterDays };
    this.breaches.push(...breaches(this.#people.handed, kept, COURIERS, bounds));
    this.breaches.push(...breachesOfAgain(kept, this.#spool.pickup));
  }

  /** All goes well from here on: then nothing is left undone, and what all couriers have is gone. */
  async #end(): Promise<void> {
    this.#disk.failing = 0;
    await this.#people.settle();
    if (this.#hasEnded) await this.#goOnWithWhatIsLeft();
    this.#disk.endIn(0, "kill");
    this.#tell(this.#time.confirm());
    await this.#spool.tick();
    // What became complete by a clock that ran ahead waits from that day on.
    const today = dayOf(this.#time.clock.now());
    const ahead = [...this.#people.handed.values()].map(({ last }) => Math.max(0, daysBetween(today, last)));
    const most = ahead.reduce((one, other) => Math.max(one, other), 0);
    for (const days of [1 + this.#eraseAfterDays + most, 1]) {
      this.#time.passBy(days * DAY + 3 * HOUR);
      this.#people.seeClock();
      await this.#spool.tick();
      await this.#spool.tick();
    }
    await this.#check();
    const contents = this.#looking.at(this.#disk.folder);
    this.breaches.push(...breachesOfFiles(this.#disk.folder, contents, dayOf(this.#time.clock.now())));
    for (const { id, digest } of keptIn(contents))
      if (this.#people.handed.get(digest)?.isReceivedBy(COURIERS, id))
        this.breaches.push(`${digest.slice(0, 8)} is there, and all couriers have it`);
  }
}
