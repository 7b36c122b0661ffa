import crypto from "node:crypto";
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { join } from "node:path";
import Database from "better-sqlite3";
import type { Seeded } from "../../../support/seeded.ts";

/** How the process ends in the middle of its work: killed, with its disk as it is, or without power. */
export type End = "kill" | "power";

/** Shared memory, where there is some: a sync costs nothing there, and the simulation does its own losing. */
const PLACE = fs.existsSync("/dev/shm") ? "/dev/shm" : "/tmp";

const DESCRIPTORS = "/proc/self/fd";

const real = { ...fs };
const randomInt = crypto.randomInt;
const randomBytes = crypto.randomBytes;
const { exec, pragma } = Database.prototype;
const statements = prototypeOfStatements();
const { run, get } = statements;

/**
 * The disk under a simulated store. It counts what is done to it, each statement of SQLite and each of our own calls;
 * each may fail, and before each the process may end: then `left` is a copy of the folder as the next process would
 * find it. Without power, names that weren't synced (`fsync` of their folder) are as before or as after, each by
 * chance, and so is a file's content that nobody has synced.
 *
 * Not simulated: what goes wrong inside a call of SQLite (that SQLite gets right with `synchronous=FULL`, and
 * tests/system/faults.test.ts tries on a file system), disks that lie about `fsync`, damage to what was synced.
 */
export class SimulatedDisk {
  readonly #chance: Seeded;
  readonly #opened = new Map<number, string>();
  /** Takes back what was done to names that aren't synced yet, in its order. */
  readonly #undo: (() => void)[] = [];
  /** Files that are written without a sync, and nobody has synced yet. */
  readonly #unsynced = new Set<string>();
  readonly #changes = new Map<string, number>();
  /** What lost its name, under other names. */
  readonly #held = newFolder();
  #holds = 0;
  /** All that there have been, one for each process. */
  readonly #folders: string[] = [];
  folder: string;
  /** The copy that a process that ended left. */
  left: string | undefined;
  /** One write of so many fails; 0 for none. */
  failing = 0;
  #endIn = 0;
  #end: End = "kill";

  constructor(chance: Seeded) {
    this.#chance = chance;
    this.folder = newFolder();
    this.#folders.push(this.folder);
  }

  /** How often a file has been written, replaced or removed; its heartbeat doesn't count. */
  changesOf(path: string): number {
    return this.#changes.get(path) ?? 0;
  }

  #changed(path: string): void {
    this.#changes.set(path, this.changesOf(path) + 1);
  }

  /** The process ends before one of its next calls. */
  endIn(calls: number, end: End): void {
    this.#endIn = calls;
    this.#end = end;
  }

  get isEnding(): boolean {
    return this.#endIn > 0;
  }

  /** From here on the disk is what the ended process left. */
  turnOver(): void {
    const before = this.folder;
    this.folder = this.left ?? before;
    this.left = undefined;
    this.#forget();
    real.rmSync(before, { recursive: true });
  }

  /** Those of its files that are open: SQLite's, which no call here has opened, among them. */
  openFiles(): string[] {
    const open = real.readdirSync(DESCRIPTORS).map((descriptor) => targetOf(join(DESCRIPTORS, descriptor)));
    return open.filter((path) => this.#folders.some((folder) => path.startsWith(folder)));
  }

  remove(): void {
    for (const folder of [this.folder, this.left, this.#held])
      if (folder !== undefined) real.rmSync(folder, { recursive: true });
  }

  /** Puts itself under the store, with random numbers that follow from the seed, until what it returns is called. */
  install(): () => void {
    const chance = this.#chance;
    const before = (what: () => Error) => this.#before(what);
    const sqlite = () => sqliteError(chance.pick(["SQLITE_FULL", "SQLITE_IOERR_FSYNC"]));
    const system = () =>
      Object.assign(new Error("simulated"), { code: chance.pick(["ENOSPC", "EIO"]), syscall: "simulated" });
    const counted = (method: (...values: unknown[]) => unknown) =>
      function (this: Database.Statement, ...values: unknown[]) {
        if (/^\s*(INSERT|UPDATE|DELETE|PRAGMA wal_checkpoint)/.test(this.source)) before(sqlite);
        if (/^\s*(INSERT|UPDATE (?!heartbeat)|DELETE)/.test(this.source)) disk.#changed(this.database.name);
        return method.apply(this, values);
      };
    Object.assign(statements, { run: counted(run), get: counted(get) });
    Database.prototype.exec = function (this: Database.Database, sql: string) {
      // What is made in memory is made once in a process, by whichever life comes first.
      if (!/^:memory:$|lock$/.test(this.name)) before(sqlite);
      if (sql.includes("synchronous = OFF")) disk.#unsynced.add(this.name);
      disk.#changed(this.name);
      return exec.call(this, sql);
    };
    Database.prototype.pragma = function (this: Database.Database, text: string, options?: object) {
      if (/journal_mode/.test(text)) before(sqlite);
      return pragma.call(this, text, options);
    } as typeof pragma;
    const disk = this;
    Object.assign(fs, {
      renameSync: (from: string, to: string) => {
        before(system);
        disk.#rename(from, to);
      },
      rmSync: (path: string, options?: object) => {
        before(system);
        disk.#remove(path);
        real.rmSync(path, options);
      },
      writeFileSync: (path: string, bytes: Uint8Array) => {
        before(system);
        disk.#unsynced.add(path);
        disk.#changed(path);
        real.writeFileSync(path, bytes);
      },
      utimesSync: (...values: Parameters<typeof fs.utimesSync>) => {
        before(system);
        real.utimesSync(...values);
      },
      openSync: (path: string, ...others: [string]) => {
        const descriptor = real.openSync(path, ...others);
        disk.#opened.set(descriptor, path);
        return descriptor;
      },
      fsyncSync: (descriptor: number) => {
        before(system);
        disk.#sync(disk.#opened.get(descriptor) ?? "");
      },
    });
    Object.assign(crypto, {
      randomBytes: (length: number) => Buffer.from(Array.from({ length }, () => chance.below(256))),
      randomInt: (bound: number) => chance.below(2 ** 31) % bound,
    });
    syncBuiltinESMExports();
    return () => {
      Object.assign(Database.prototype, { exec, pragma });
      Object.assign(statements, { run, get });
      const { renameSync, rmSync, writeFileSync, utimesSync, openSync, fsyncSync } = real;
      Object.assign(fs, { renameSync, rmSync, writeFileSync, utimesSync, openSync, fsyncSync });
      Object.assign(crypto, { randomBytes, randomInt });
      syncBuiltinESMExports();
    };
  }

  #before(what: () => Error): void {
    if (this.#endIn > 0 && --this.#endIn === 0) this.#leave();
    if (this.failing > 0 && this.#chance.below(this.failing) === 0) throw what();
  }

  /** A copy of the folder: shared memory files are made anew by who opens the databases. */
  #leave(): void {
    const left = newFolder();
    copyFolder(this.folder, left);
    this.left = left;
    this.#folders.push(left);
    if (this.#end === "power") this.#losePower();
  }

  /** Names go back in the reverse order as far as chance will, as the journal of a file system would have it. */
  #losePower(): void {
    const kept = this.#chance.below(this.#undo.length + 1);
    for (const undo of this.#undo.slice(kept).reverse()) undo();
    for (const path of this.#unsynced) this.#tear(this.#inLeft(path));
  }

  #tear(path: string): void {
    if (!isFile(path)) return;
    const content = real.readFileSync(path);
    const from = this.#chance.below(content.length + 1);
    real.writeFileSync(path, this.#chance.below(2) === 0 ? content.subarray(0, from) : content.fill(0, from));
  }

  #rename(from: string, to: string): void {
    const [moved, replaced] = [this.#hold(from), this.#hold(to)];
    real.renameSync(from, to);
    this.#changed(from);
    this.#changed(to);
    this.#undo.push(() => {
      if (moved) real.copyFileSync(moved, this.#inLeft(from));
      if (replaced) real.copyFileSync(replaced, this.#inLeft(to));
      else real.rmSync(this.#inLeft(to), { force: true });
    });
    if (this.#unsynced.delete(from)) this.#unsynced.add(to);
  }

  #remove(path: string): void {
    const held = this.#hold(path);
    this.#changed(path);
    this.#unsynced.delete(path);
    if (held) this.#undo.push(() => real.copyFileSync(held, this.#inLeft(path)));
  }

  /** One more name of a file, under which it is still there when the others have gone. */
  #hold(path: string): string | undefined {
    if (!isFile(path)) return undefined;
    const held = join(this.#held, String(this.#holds++));
    real.linkSync(path, held);
    return held;
  }

  #sync(path: string): void {
    this.#unsynced.delete(path);
    if (real.statSync(path).isDirectory()) this.#undo.length = 0;
  }

  #inLeft(path: string): string {
    return join(this.left ?? "", path.slice(this.folder.length));
  }

  #forget(): void {
    this.#undo.length = 0;
    this.#unsynced.clear();
    this.#opened.clear();
  }
}

/** What all of SQLite's prepared statements have in common. */
function prototypeOfStatements(): Pick<Database.Statement, "run" | "get"> {
  const db = new Database(":memory:");
  const prototype = Object.getPrototypeOf(db.prepare("SELECT 1"));
  db.close();
  return prototype;
}

/** What a descriptor leads to; the one by which the descriptors were listed is closed by now. */
function targetOf(descriptor: string): string {
  return real.existsSync(descriptor) ? real.readlinkSync(descriptor) : "";
}

function newFolder(): string {
  return real.mkdtempSync(join(PLACE, "nightjar-simulation-"));
}

/** Not by `cpSync`, which keeps the functions that it finds when it is first called: those of one life. */
function copyFolder(from: string, to: string): void {
  for (const entry of real.readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      real.mkdirSync(target);
      copyFolder(source, target);
    } else if (!source.endsWith("-shm")) {
      real.copyFileSync(source, target);
      const { atime, mtime } = real.statSync(source);
      real.utimesSync(target, atime, mtime);
    }
  }
}

function isFile(path: string): boolean {
  return real.statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

function sqliteError(code: string): Error {
  return new Database.SqliteError("simulated", code);
}
