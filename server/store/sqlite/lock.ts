import Database from "better-sqlite3";
import { SpoolError } from "../spool.ts";
import { guarded } from "./connection.ts";

/** Held by the one server that works on a spool; the system frees it when the process ends, however it ends. */
export class SpoolLock {
  readonly #db: Database.Database;

  /** @throws SpoolError spool-in-use; spool-full, spool-damaged if the file can't be had */
  constructor(path: string) {
    this.#db = guarded(() => new Database(path, { timeout: 1_000 }));
    try {
      guarded(() => this.#db.exec("BEGIN EXCLUSIVE"));
    } catch (error) {
      this.#db.close();
      const isHeld = error instanceof SpoolError && error.code === "spool-busy";
      throw isHeld ? new SpoolError("spool-in-use", { cause: error }) : error;
    }
  }

  release(): void {
    this.#db.close();
  }
}
