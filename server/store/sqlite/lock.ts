import Database from "better-sqlite3";
import { SpoolError } from "../spool.ts";

/** Held by the one server that works on a spool; the system frees it when the process ends, however it ends. */
export class SpoolLock {
  readonly #db: Database.Database;

  /** @throws SpoolError spool-in-use */
  constructor(path: string) {
    this.#db = new Database(path, { timeout: 1_000 });
    try {
      this.#db.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      this.#db.close();
      throw new SpoolError("spool-in-use", { cause: error });
    }
  }

  release(): void {
    this.#db.close();
  }
}
