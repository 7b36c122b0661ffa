import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { errorCode, StartError } from "../errors.ts";
import { SpoolError } from "../store/spool.ts";
import { lockAt } from "../store/sqlite/lock.ts";

/** Below the data folder. The lock's file stays; the system frees the lock with its holder, however that ends. */
const FOLDER = ".backup";
const LOCK = ".backup.lock";

/** The place where copies of databases lie while a backup reads them: of one backup at a time. */
export interface BackupCopies {
  /** Below the data folder; not made yet. */
  readonly folder: string;
  /** Whether a backup that was killed had left copies, which are removed now. */
  readonly foundLeft: boolean;
  make(): void;
  /** Removes the copies, and leaves the place to the next. */
  leave(): void;
}

/** Undefined if another backup holds the place. @throws StartError if nobody can hold it */
export function takeCopies(data: string): BackupCopies | undefined {
  const unlock = lockOf(data);
  if (!unlock) return undefined;
  const folder = join(data, FOLDER);
  const foundLeft = existsSync(folder);
  const clear = () => rmSync(folder, { recursive: true, force: true });
  const leave = () => {
    clear();
    unlock();
  };
  clear();
  return { folder, foundLeft, make: () => mkdirSync(folder, { mode: 0o700 }), leave };
}

/** Whether copies lie below a data folder: of a backup that is being made, or left by one that was killed. Changes nothing. */
export function copiesBelow(data: string): "none" | "in-use" | "left" {
  if (!existsSync(join(data, FOLDER))) return "none";
  if (!existsSync(join(data, LOCK))) return "left";
  const unlock = lockOf(data);
  unlock?.();
  return unlock ? "left" : "in-use";
}

/** Removes what a killed backup left; false if there is nothing, or one is being made. @throws StartError */
export function removeLeftCopies(data: string): boolean {
  if (!existsSync(join(data, FOLDER))) return false;
  const copies = takeCopies(data);
  copies?.leave();
  return copies !== undefined;
}

function lockOf(data: string): (() => void) | undefined {
  try {
    return lockAt(join(data, LOCK));
  } catch (error) {
    if (error instanceof SpoolError && error.code === "spool-in-use") return undefined;
    throw new StartError(
      `The lock of backups, ${join(data, LOCK)}, can't be held (${errorCode(error)}): look at the disk, and at who owns it.`,
    );
  }
}
