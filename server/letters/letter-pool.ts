import { equalBytes } from "../../crypto/bytes.ts";
import type { Day } from "../../protocol/day.ts";
import { joinSlots, MOST_POOL_LENGTH, parseMailbag } from "../../protocol/letters.ts";
import { errorCode } from "../errors.ts";
import { ProblemError } from "../http/problem.ts";
import { SpoolError } from "../store/spool.ts";
import { Serial } from "../store/sqlite/serial.ts";
import { tryAll } from "../store/sqlite/try-all.ts";
import type { Doubt } from "../store/steady-clock.ts";
import { BagFolder, type Contents, type NamedBag, nameOf, type StoredBag } from "./bag-folder.ts";
import { dayOfNewBag, isOver, isPublic, type KeptBag } from "./rhythm.ts";

/** What the store's steady clock says. */
export interface StoreClock {
  readonly today: Day;
  /** Why it isn't believed; null if it is. */
  readonly doubt: Doubt | null;
}

/**
 * The mailbags that couriers delivered, and the pool of all slots that everybody is given: it changes when a day closes,
 * or when a courier is revoked, and at no other time (SPEC.md, "Letters on the server").
 */
export class LetterPool {
  readonly #folder: BagFolder;
  readonly #clock: () => StoreClock;
  readonly #dayOfNewBag: typeof dayOfNewBag;
  readonly #work = new Serial();
  #bags: readonly StoredBag[];
  /** What the disk didn't give at the start: their days are taken. */
  #unread: readonly NamedBag[];
  /** What was no mailbag at the start. */
  #broken: readonly NamedBag[];
  #pool: Uint8Array;
  /** The day on which what waited before was written anew. */
  #writtenAnew: Day | undefined;

  private constructor(
    folder: BagFolder,
    { bags, broken, failing }: Contents,
    clock: () => StoreClock,
    dayOf: typeof dayOfNewBag,
  ) {
    this.#folder = folder;
    this.#dayOfNewBag = dayOf;
    this.#clock = clock;
    this.#bags = bags;
    this.#unread = [...failing.values()];
    this.#broken = [...broken.values()];
    this.#pool = poolOf(bags);
  }

  /**
   * @param report takes a sentence for the operator
   * @param dayOf when a new bag counts as come
   * What goes wrong is thrown as the system's own error.
   */
  static async open(
    path: string,
    clock: () => StoreClock,
    report: (sentence: string) => void,
    dayOf = dayOfNewBag,
  ): Promise<LetterPool> {
    const folder = new BagFolder(path);
    const contents = await folder.open();
    const { broken, failing, left } = contents;
    for (const name of broken.keys())
      report(`letters/${name} is no whole mailbag, and not used: look at the disk's health, and remove it.`);
    for (const name of left)
      report(
        `letters/${name} is left of a crash, and can't be removed: look at the disk's health, and remove it.`,
      );
    for (const [name, { error }] of failing)
      report(
        `letters/${name} can't be read (${errorCode(error)}), and isn't used: look at the disk's health, and start again; if it can't be read then either, remove it.`,
      );
    return new LetterPool(folder, contents, clock, dayOf);
  }

  /** All slots that are public, as `parsePool` takes them. */
  get bytes(): Uint8Array {
    return this.#pool;
  }

  /** Mailbags in the pool. */
  get count(): number {
    return this.#bags.filter(({ state }) => state === "public").length;
  }

  /** Mailbags that are kept, in the pool or not yet. */
  get bags(): number {
    return this.#bags.length;
  }

  /**
   * Takes one mailbag: durable on return. The same one again is taken again, and kept once, unless its courier is in
   * force no more: such bags aren't looked at, and go with the next `keepUp`. @returns whether it is new
   * @param inForce the numbers of all couriers in force
   * @throws CryptoError letters-malformed; ProblemError courier-not-delivering, mailbag-too-soon, clock-doubted;
   * SpoolError spool-full
   */
  async deliver(bytes: Uint8Array, courier: number, inForce: readonly number[]): Promise<boolean> {
    const slots = parseMailbag(bytes);
    return await this.#change(async () => {
      const kept = this.#bags.filter((bag) => inForce.includes(bag.courier));
      if (kept.some((bag) => equalBytes(bag.bytes, bytes))) return false;
      const unread = this.#unread.filter((bag) => !this.#goes(bag, inForce));
      const day = this.#dayOf(courier, inForce, [...kept, ...unread]);
      const bag: StoredBag = { day, courier, state: "waiting", slots, bytes };
      await this.#write(bag);
      this.#bags = [...this.#bags, bag];
      if (isPublic(bag, this.#clock().today)) await this.#publish(inForce);
      return true;
    });
  }

  /**
   * Removes the bags of who is in force no more, and those whose time is over, and publishes those whose day has closed;
   * what waits on is written anew once a day, so that its file tells no more of the day on which it came.
   * While nobody is in force no courier's bags go for that. While the clock is in doubt nothing goes or is published:
   * who is in force is said by the same clock.
   */
  keepUp(inForce: readonly number[]): Promise<void> {
    return this.#change(async () => {
      const { today, doubt } = this.#clock();
      if (doubt !== null) return;
      const steps = [
        () => this.#remove(inForce),
        () => this.#publish(inForce),
        () => this.#writeAnew(today, inForce),
      ];
      await tryAll(steps, (step) => step());
    });
  }

  /** Resolves when what has been asked for so far is done. */
  idle(): Promise<void> {
    return this.#work.idle();
  }

  /** One at a time; what came of the bags, also if it failed half-way, is the pool then. */
  #change<T>(work: () => Promise<T>): Promise<T> {
    return this.#work.run(async () => {
      const before = this.#bags;
      try {
        return await work();
      } finally {
        if (this.#bags !== before) this.#pool = poolOf(this.#bags);
      }
    });
  }

  #dayOf(courier: number, inForce: readonly number[], kept: readonly KeptBag[]): Day {
    const { today, doubt } = this.#clock();
    if (doubt !== null) throw new ProblemError("clock-doubted");
    const place = this.#dayOfNewBag(courier, today, kept, inForce);
    if ("refused" in place) throw new ProblemError(place.refused);
    return place.day;
  }

  async #write(bag: StoredBag): Promise<void> {
    try {
      await this.#folder.write(bag);
    } catch (error) {
      if (["ENOSPC", "EDQUOT"].includes(errorCode(error)))
        throw new SpoolError("spool-full", { cause: error });
      throw error;
    }
  }

  /** Whether its time is over, or its courier in force no more; while nobody is in force none goes for that. */
  #goes(bag: NamedBag, inForce: readonly number[]): boolean {
    return isOver(bag, this.#clock().today) || (inForce.length > 0 && !inForce.includes(bag.courier));
  }

  async #remove(inForce: readonly number[]): Promise<void> {
    const all = [...this.#bags, ...this.#unread, ...this.#broken];
    const going = all.filter((bag) => this.#goes(bag, inForce));
    await tryAll(going, async (bag) => {
      await this.#folder.remove(bag);
      this.#bags = this.#bags.filter((one) => one !== bag);
      this.#unread = this.#unread.filter((one) => one !== bag);
      this.#broken = this.#broken.filter((one) => one !== bag);
    });
  }

  /** What couldn't be removed isn't published. */
  async #publish(inForce: readonly number[]): Promise<void> {
    const due = this.#waiting(inForce).filter((bag) => isPublic(bag, this.#clock().today));
    await tryAll(due, async (bag) => {
      const published = await this.#folder.publish(bag);
      this.#bags = this.#bags.map((one) => (one === bag ? published : one));
    });
  }

  async #writeAnew(today: Day, inForce: readonly number[]): Promise<void> {
    if (this.#writtenAnew === today) return;
    await tryAll(this.#waiting(inForce), (bag) => this.#folder.writeAnew(bag));
    this.#writtenAnew = today;
  }

  /** In the order of their names, which isn't that in which they came. */
  #waiting(inForce: readonly number[]): StoredBag[] {
    const waiting = this.#bags.filter((bag) => bag.state === "waiting" && !this.#goes(bag, inForce));
    return waiting.sort((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
  }
}

function poolOf(bags: readonly StoredBag[]): Uint8Array {
  const slots = bags.filter(({ state }) => state === "public").flatMap((bag) => bag.slots);
  return joinSlots(slots).subarray(0, MOST_POOL_LENGTH);
}
