import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { asDay, type Day } from "../../../protocol/day.ts";

/** The spool's folder: the lock, the receipts, and one database for each day, open or closed. */
export class SpoolFolder {
  readonly lock: string;
  readonly receipts: string;
  readonly #days: string;
  readonly #damaged: string;
  readonly #confirmation: string;

  constructor(root: string) {
    this.lock = join(root, "lock");
    this.receipts = join(root, "receipts.db");
    this.#days = join(root, "days");
    this.#damaged = join(root, "damaged");
    this.#confirmation = join(root, "clock-confirmed");
  }

  create(): void {
    mkdirSync(this.#days, { recursive: true, mode: 0o700 });
  }

  /** Says that somebody has looked at the clock, and which day it is: taken by the server that works here. */
  confirmClock(today: Day): void {
    writeFileSync(`${this.#confirmation}.new`, today);
    renameSync(`${this.#confirmation}.new`, this.#confirmation);
  }

  /** The day for which the clock was confirmed since the last call. */
  takeConfirmation(): Day | undefined {
    if (!existsSync(this.#confirmation)) return undefined;
    const today = asDay(readFileSync(this.#confirmation, "utf8"));
    rmSync(this.#confirmation);
    return today;
  }

  /** A day that envelopes may still come into. */
  open(day: Day): string {
    return join(this.#days, `${day}.open.db`);
  }

  /** A day that is over, rewritten. */
  closed(day: Day): string {
    return join(this.#days, `${day}.db`);
  }

  openDays(): Day[] {
    return this.#daysWith(".open.db");
  }

  closedDays(): Day[] {
    return this.#daysWith(".db");
  }

  /** Every day of which there is a database, ascending. */
  allDays(): Day[] {
    return [...new Set([...this.closedDays(), ...this.openDays()])].sort();
  }

  /** The databases of a day that are there. */
  of(day: Day): string[] {
    return [this.closed(day), this.open(day)].filter((path) => existsSync(path));
  }

  /** All databases but those that were set aside: receipts, days that are open, days that are over. */
  databases(): string[] {
    if (!existsSync(this.#days)) return [];
    const days = [
      ...this.openDays().map((day) => this.open(day)),
      ...this.closedDays().map((day) => this.closed(day)),
    ];
    return [this.receipts, ...days].filter((path) => existsSync(path));
  }

  /** Moves a database that can't be read to `damaged/`, with its log, under a name that is free. */
  setAside(path: string): void {
    mkdirSync(this.#damaged, { recursive: true, mode: 0o700 });
    const taken = new Set(readdirSync(this.#damaged));
    let name = basename(path);
    for (let again = 2; taken.has(name); again++) name = `${basename(path)}.${again}`;
    for (const suffix of ["-wal", "-shm", "-journal", ""])
      if (existsSync(`${path}${suffix}`))
        renameSync(`${path}${suffix}`, join(this.#damaged, `${name}${suffix}`));
    syncPath(this.#damaged);
    this.sync();
  }

  /** The databases that were set aside, by their days, ascending. */
  damaged(): { readonly day: Day; readonly path: string }[] {
    if (!existsSync(this.#damaged)) return [];
    return readdirSync(this.#damaged)
      .sort()
      .flatMap((name) => {
        const day = /\.db(\.\d+)?$/.test(name) ? asDay(name.slice(0, 10)) : undefined;
        return day === undefined ? [] : [{ day, path: join(this.#damaged, name) }];
      });
  }

  /** What was cut short while a file was being made. */
  removeUnfinished(): void {
    for (const name of this.#names())
      if (/\.new(-journal|-wal|-shm)?$/.test(name)) rmSync(join(this.#days, name));
  }

  /** Puts a finished file in a place, durably. */
  moveInto(from: string, to: string): void {
    renameSync(from, to);
    this.sync();
  }

  /** Removes a database with its log. */
  removeDatabase(path: string): void {
    for (const suffix of ["-wal", "-shm", "-journal", ""]) rmSync(`${path}${suffix}`, { force: true });
    this.sync();
  }

  sync(): void {
    syncPath(this.#days);
  }

  #daysWith(suffix: string): Day[] {
    return this.#names()
      .map((name) => (name.endsWith(suffix) ? asDay(name.slice(0, -suffix.length)) : undefined))
      .filter((day) => day !== undefined)
      .sort();
  }

  #names(): string[] {
    return readdirSync(this.#days);
  }
}

/** Waits until a file or folder is on the disk. */
export function syncPath(path: string): void {
  const descriptor = openSync(path, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
