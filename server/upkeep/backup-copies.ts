import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { errorCode, StartError } from "../errors.ts";
import { SpoolError } from "../store/spool.ts";
import { SpoolLock } from "../store/sqlite/lock.ts";

/** Below the data folder. The lock's file stays; the system frees the lock with its holder, however that ends. */
const FOLDER = ".backup";
const LOCK = ".backup.lock";

/** The place where copies of databases lie while a backup reads them: of one backup at a time. */
export class BackupCopies {
  /** Below the data folder; not made yet. */
  readonly folder: string;
  /** Whether a backup that was killed had left copies, which are removed now. */
  readonly foundLeft: boolean;
  readonly #lock: SpoolLock;

  private constructor(folder: string, lock: SpoolLock) {
    this.folder = folder;
    this.foundLeft = existsSync(folder);
    this.#lock = lock;
    rmSync(folder, { recursive: true, force: true });
  }

  /** Undefined if another backup holds the place. @throws StartError if nobody can hold it */
  static take(data: string): BackupCopies | undefined {
    const lock = lockOf(data);
    return lock && new BackupCopies(join(data, FOLDER), lock);
  }

  make(): void {
    mkdirSync(this.folder, { mode: 0o700 });
  }

  /** Removes the copies, and leaves the place to the next. */
  leave(): void {
    rmSync(this.folder, { recursive: true, force: true });
    this.#lock.release();
  }
}

/** Whether copies lie below a data folder: of a backup that is being made, or left by one that was killed. Changes nothing. */
export function copiesBelow(data: string): "none" | "in-use" | "left" {
  if (!existsSync(join(data, FOLDER))) return "none";
  if (!existsSync(join(data, LOCK))) return "left";
  const lock = lockOf(data);
  lock?.release();
  return lock ? "left" : "in-use";
}

/** Removes what a killed backup left; false if there is nothing, or one is being made. @throws StartError */
export function removeLeftCopies(data: string): boolean {
  if (!existsSync(join(data, FOLDER))) return false;
  const copies = BackupCopies.take(data);
  copies?.leave();
  return copies !== undefined;
}

function lockOf(data: string): SpoolLock | undefined {
  try {
    return new SpoolLock(join(data, LOCK));
  } catch (error) {
    if (error instanceof SpoolError && error.code === "spool-in-use") return undefined;
    throw new StartError(
      `The lock of backups, ${join(data, LOCK)}, can't be held (${errorCode(error)}): look at the disk, and at who owns it.`,
    );
  }
}
