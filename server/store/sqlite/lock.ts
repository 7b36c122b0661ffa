import Database from "better-sqlite3";
import { SpoolError } from "../spool.ts";
import { guarded } from "./connection.ts";

/**
 * Locks for the one server that works on a spool; the system frees it when the process ends, however it ends.
 * @returns what frees it @throws SpoolError spool-in-use; spool-full, spool-damaged if the file can't be had
 */
export function lockAt(path: string): () => void {
  const db = guarded(() => new Database(path, { timeout: 1_000 }));
  try {
    guarded(() => db.exec("BEGIN EXCLUSIVE"));
    return () => db.close();
  } catch (error) {
    db.close();
    const isHeld = error instanceof SpoolError && error.code === "spool-busy";
    throw isHeld ? new SpoolError("spool-in-use", { cause: error }) : error;
  }
}
