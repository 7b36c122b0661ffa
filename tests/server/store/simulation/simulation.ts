import { join } from "node:path";
import { setImmediate as turn } from "node:timers/promises";
import { digestOfLeaves, type EnvelopeDigest, LEAF_LENGTH } from "../../../../crypto/digest.ts";
import { encodeHex } from "../../../../crypto/encoding.ts";
import { dayOf, daysBetween } from "../../../../server/store/day.ts";
import { leafDigest } from "../../../../server/store/leaf.ts";
import type { CourierId } from "../../../../server/store/pickup.ts";
import { SpoolError, type UploadId } from "../../../../server/store/spool.ts";
import { SqliteSpool } from "../../../../server/store/sqlite/sqlite-spool.ts";
import { SteadyClock } from "../../../../server/store/steady-clock.ts";
import { partsOf } from "../../../support/envelopes.ts";
import { Seeded } from "../../../support/seeded.ts";
import { DAY, HOUR } from "../../../support/spool.ts";
import { SimulatedDisk } from "./disk.ts";
import { breachesOfAgain, breachesOfFiles, keptIn } from "./kept.ts";
import { breaches, Handed } from "./model.ts";

const STEPS = 30;
const RETENTION = 3;
/** Days that what all couriers have waits, by the seed. */
const WAITS = [0, 1];
const COURIERS = ["1", "2"].map((digit) => digit.repeat(64) as CourierId);

/** Bytes before an envelope's payload, as far as the store knows. */
const HEADER = 100;

interface Sealed {
  readonly bytes: Uint8Array;
  readonly handed: Handed;
}

/** A life of a store, with all that can go wrong in it, that follows from the seed alone. */
export class Simulation {
  /** What was done, in words, and what didn't hold. */
  readonly story: string[] = [];
  readonly breaches: string[] = [];
  readonly #chance: Seeded;
  readonly #eraseAfterDays: number;
  readonly #disk: SimulatedDisk;
  readonly #handed = new Map<string, Handed>();
  readonly #envelopes: Sealed[] = [];
  readonly #uploads: { id: UploadId; sealed: Sealed; parts: Uint8Array[] }[] = [];
  readonly #pending = new Set<Promise<void>>();
  /** Milliseconds since 1970, and those that have passed. */
  #wall = Date.parse("2026-11-21T12:00:00Z");
  #passed = 0;
  #clock: SteadyClock;
  #spool: SqliteSpool;

  constructor(seed: number) {
    this.#chance = new Seeded(seed);
    this.#eraseAfterDays = this.#chance.pick(WAITS);
    this.#disk = new SimulatedDisk(this.#chance);
    [this.#clock, this.#spool] = this.#open();
    this.#seeClock();
  }

  /** Lives, and stops at the first thing that doesn't hold. */
  static async run(seed: number): Promise<Simulation> {
    const life = new Simulation(seed);
    const uninstall = life.#disk.install();
    try {
      for (let step = 0; step < STEPS && life.breaches.length === 0; step++) await life.#step();
      if (life.breaches.length === 0) await life.#end();
      await life.#spool.close();
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
      [6, () => this.#put()],
      [2, () => this.#putAgain()],
      [2, () => this.#beginUpload()],
      [3, () => this.#goOnWithUpload()],
      [5, () => this.#beat()],
      [3, () => this.#acknowledge()],
      [5, () => this.#pass()],
      [3, () => this.#moveClock()],
      [2, () => this.#stepBackOverMidnight()],
      [1, () => this.#confirmClock()],
      [2, () => this.#toggleFaults()],
      [2, () => this.#willEnd()],
      [1, () => this.#restart()],
    ];
    const action = this.#chance.pick(
      actions.flatMap(([weight, one]) => Array.from({ length: weight }, () => one)),
    );
    await action();
    for (let turns = this.#chance.below(4); turns > 0; turns--) await turn();
    this.#seeClock();
    if (this.#disk.left !== undefined) await this.#goOnWithWhatIsLeft();
    else if (this.#chance.below(8) === 0) await this.#check();
  }

  #open(): [SteadyClock, SqliteSpool] {
    const report = (sentence: string) => this.#tell(`told: ${sentence}`);
    const clock = new SteadyClock(
      () => this.#wall,
      () => this.#passed,
    );
    const spool = new SqliteSpool({
      folder: join(this.#disk.folder, ""),
      room: 2 ** 30,
      retentionDays: RETENTION,
      eraseAfterDays: this.#eraseAfterDays,
      clock,
      heartbeat: 0,
      report,
    });
    spool.pickup.serve(COURIERS);
    return [clock, spool];
  }

  #tell(what: string): void {
    this.story.push(`${new Date(this.#wall).toISOString()} ${what}`);
  }

  /** Something that is answered some time: what comes of it counts only while the process lives. */
  #ask(what: string, work: () => unknown, answered: () => void, failed = (_left: boolean) => {}): void {
    this.#tell(what);
    const asked = (async () => {
      try {
        await work();
        if (this.#disk.left !== undefined) failed(true);
        else answered();
      } catch (error) {
        if (!(error instanceof SpoolError)) throw error;
        this.#tell(`${what}: ${error.code}`);
        failed(this.#disk.left !== undefined);
      }
    })();
    const pending = asked.finally(() => this.#pending.delete(pending));
    this.#pending.add(pending);
  }

  #newEnvelope(length: number): Sealed {
    const bytes = new Uint8Array(HEADER + 32 + length).fill(this.#envelopes.length);
    bytes.set(Buffer.from(`${this.#envelopes.length} `));
    const digest = encodeHex(digestOfLeaves(partsOf(bytes).map(leafDigest)));
    const sealed = { bytes, handed: new Handed(digest, this.#clock.now()) };
    this.#handed.set(digest, sealed.handed);
    this.#envelopes.push(sealed);
    return sealed;
  }

  #put(sealed = this.#newEnvelope(this.#chance.below(9_000))): void {
    const { handed } = sealed;
    handed.handsIn(this.#clock.now());
    this.#ask(
      `put ${handed.digest.slice(0, 8)}`,
      () => this.#spool.put(sealed.bytes),
      () => this.#isAcknowledged(handed),
      (left) => this.#isUnknown(handed, left),
    );
  }

  #putAgain(): void {
    const again = this.#envelopes.filter(
      ({ handed, bytes }) => handed.receipts.size === 0 && bytes.length <= LEAF_LENGTH,
    );
    if (again.length === 0) return;
    const sealed = this.#chance.pick(again);
    this.#put(sealed);
  }

  #beginUpload(): void {
    const sealed = this.#newEnvelope(this.#chance.below(6) === 0 ? LEAF_LENGTH : 1_000);
    const id = new Uint8Array(16).map(() => this.#chance.below(256)) as UploadId;
    const upload = { id, sealed, parts: partsOf(sealed.bytes) };
    this.#uploads.push(upload);
    this.#putPart(upload, 0);
  }

  #putPart(
    { id, sealed, parts }: { id: UploadId; sealed: Sealed; parts: Uint8Array[] },
    number: number,
  ): void {
    sealed.handed.handsIn(this.#clock.now());
    const bytes = parts[number] ?? new Uint8Array(0);
    this.#ask(
      `part ${number} of ${sealed.handed.digest.slice(0, 8)}`,
      () => this.#spool.putPart(id, number, Uint8Array.from(bytes), number === 0 ? HEADER : undefined),
      () => {},
    );
  }

  #goOnWithUpload(): void {
    if (this.#uploads.length === 0) return;
    const upload = this.#chance.pick(this.#uploads);
    const { id, sealed, parts } = upload;
    const what = this.#chance.below(8);
    if (what === 0) {
      this.#ask(
        `abandon ${sealed.handed.digest.slice(0, 8)}`,
        () => this.#spool.abandon(id),
        () => {},
      );
      return;
    }
    for (let number = what < 4 ? 0 : parts.length; number < parts.length; number++)
      this.#putPart(upload, number);
    sealed.handed.handsIn(this.#clock.now());
    const digest = Buffer.from(sealed.handed.digest, "hex") as Uint8Array as EnvelopeDigest;
    this.#ask(
      `commit ${sealed.handed.digest.slice(0, 8)}`,
      () => this.#spool.commit(id, parts.length, digest),
      () => this.#isAcknowledged(sealed.handed),
      (left) => this.#isUnknown(sealed.handed, left),
    );
  }

  #isAcknowledged(handed: Handed): void {
    handed.sees(this.#clock.now());
    handed.handsIn(this.#clock.now());
    handed.acknowledged = true;
  }

  #isUnknown(handed: Handed, left: boolean): void {
    if (left) handed.unknown = true;
  }

  #beat(): void {
    this.#ask(
      "beat",
      () => this.#spool.beat(),
      () => {},
    );
  }

  #acknowledge(): void {
    const courier = this.#chance.pick(COURIERS);
    try {
      const days = this.#spool.pickup.days(courier);
      if (days.length === 0) return;
      const { envelopes } = this.#spool.pickup.page(courier, this.#chance.pick(days).day, undefined, 20);
      const some = envelopes.filter(() => this.#chance.below(2) === 0);
      const set = (state: "sent" | "answered") => {
        for (const { id, digest } of some)
          this.#handed.get(digest)?.isReceived(id, courier, state, this.#clock.now());
      };
      set("sent");
      this.#ask(
        `courier ${courier[0]} has ${some.map(({ digest }) => digest.slice(0, 8))}`,
        () =>
          this.#spool.pickup.acknowledge(
            courier,
            some.map(({ id }) => id),
          ),
        () => set("answered"),
      );
    } catch (error) {
      if (!(error instanceof SpoolError)) throw error;
    }
  }

  #pass(): void {
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
    this.#passed += past;
    this.#wall += Math.round(past * drift);
    this.#tell(`${past / 1000} s have passed`);
  }

  #moveClock(): void {
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
    this.#tell(`the clock has moved by ${some / 1000} s`);
  }

  /** While the days that are over are being closed. */
  async #stepBackOverMidnight(): Promise<void> {
    const past = this.#toMidnight() + 5_000;
    this.#passed += past;
    this.#wall += past;
    this.#seeClock();
    this.#put();
    this.#beat();
    for (let turns = this.#chance.below(6); turns > 0; turns--) await turn();
    this.#wall -= 12_000;
    this.#tell("the clock steps back by 12 s over midnight");
    this.#put();
  }

  #seeClock(): void {
    for (const { handed } of this.#envelopes) handed.sees(this.#clock.now());
  }

  #confirmClock(): void {
    this.#tell("the clock is confirmed");
    this.#clock.confirm(dayOf(this.#wall));
  }

  #toMidnight(): number {
    return DAY - (this.#wall % DAY);
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
    await this.#settle();
    if (this.#disk.left !== undefined) return;
    this.#tell("stop and start");
    this.#disk.failing = 0;
    await this.#spool.close();
    if (this.#disk.left !== undefined) this.#disk.turnOver();
    [this.#clock, this.#spool] = this.#open();
    this.#seeClock();
  }

  async #goOnWithWhatIsLeft(): Promise<void> {
    await this.#settle();
    this.#tell("the process has ended: start");
    this.#disk.failing = 0;
    await this.#spool.close();
    this.#disk.turnOver();
    [this.#clock, this.#spool] = this.#open();
    this.#seeClock();
    await this.#check();
  }

  async #settle(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  async #check(): Promise<void> {
    await this.#settle();
    if (this.#disk.left !== undefined) return;
    const kept = keptIn(this.#disk.folder);
    const bounds = { retentionDays: RETENTION, eraseAfterDays: this.#eraseAfterDays };
    this.breaches.push(...breaches(this.#handed, kept, COURIERS, bounds));
    this.breaches.push(...breachesOfAgain(kept, this.#spool.pickup));
  }

  /** All goes well from here on: then nothing is left undone, and what all couriers have is gone. */
  async #end(): Promise<void> {
    this.#disk.failing = 0;
    await this.#settle();
    if (this.#disk.left !== undefined) await this.#goOnWithWhatIsLeft();
    this.#disk.endIn(0, "kill");
    this.#confirmClock();
    await this.#spool.beat();
    // What became complete by a clock that ran ahead waits from that day on.
    const today = dayOf(this.#clock.now());
    const ahead = [...this.#handed.values()].map(({ last }) => Math.max(0, daysBetween(today, last)));
    const most = ahead.reduce((one, other) => Math.max(one, other), 0);
    for (let days = 0; days < 2 + this.#eraseAfterDays + most; days++) {
      this.#passed += DAY + 3 * HOUR;
      this.#wall += DAY + 3 * HOUR;
      this.#seeClock();
      await this.#spool.beat();
      await this.#spool.beat();
    }
    await this.#check();
    this.breaches.push(...breachesOfFiles(this.#disk.folder, dayOf(this.#clock.now())));
    for (const { id, digest } of keptIn(this.#disk.folder))
      if (this.#handed.get(digest)?.isReceivedBy(COURIERS, id))
        this.breaches.push(`${digest.slice(0, 8)} is there, and all couriers have it`);
  }
}
