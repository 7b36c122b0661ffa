import { existsSync, statSync, utimesSync } from "node:fs";
import type { Day } from "../../../protocol/day.ts";
import { endOf } from "../day.ts";
import {
  type Connection,
  checkpoint,
  headerOf,
  isBusy,
  LOG_KIND,
  openForWriting,
  WRITE_AHEAD,
} from "./connection.ts";
import { SWEEP_CLOSED } from "./day-schema.ts";
import { EnvelopeRemover } from "./envelope-remover.ts";
import { syncPath } from "./folder.ts";
import { eraseRemoved } from "./removed-rows.ts";

/**
 * A closed day's file, open to take envelopes out of it. Meanwhile it has a write-ahead log, so that their bytes are
 * overwritten where they lay, and are in no journal. `checkpoint` makes it the one file that it was, with its times.
 */
export class ClosedDay {
  readonly remover: EnvelopeRemover;
  readonly #path: string;
  readonly #day: Day;
  readonly #db: Connection;

  constructor(path: string, day: Day) {
    this.#path = path;
    this.#day = day;
    this.#db = openForWriting(path, "");
    this.remover = new EnvelopeRemover(this.#db, SWEEP_CLOSED);
  }

  isEmpty(): boolean {
    return this.#db.prepare("SELECT 1 FROM envelopes").get() === undefined;
  }

  /** Whether more than half of it is free pages. */
  isSparse(): boolean {
    const pages = (pragma: string) => Number(this.#db.pragma(pragma, { simple: true }));
    return 2 * pages("freelist_count") > pages("page_count");
  }

  /** Closes it as well. False if a reader was in the way: to be tried again. */
  checkpoint(): boolean {
    let isDone = false;
    try {
      eraseRemoved(this.#db, ["envelopes"]);
      isDone =
        checkpoint(this.#db) && this.#db.pragma("journal_mode = DELETE", { simple: true }) === "delete";
    } catch (error) {
      if (!isBusy(error)) throw error;
    } finally {
      this.#db.close();
    }
    if (isDone) setClosedTimes(this.#path, this.#day);
    return isDone;
  }

  close(): void {
    this.#db.close();
  }
}

/** Whether a removal from a closed day's file hasn't come to its end. */
export function needsCheckpoint(path: string): boolean {
  // A journal: a crash came while the kind of log was being changed, and only a writer can put that right.
  if (["-wal", "-journal"].some((suffix) => existsSync(`${path}${suffix}`))) return true;
  return headerOf(path)[LOG_KIND] === WRITE_AHEAD;
}

/** The file times of a closed day tell nothing but the day. */
export function setClosedTimes(path: string, day: Day): void {
  if (statSync(path).mtimeMs === endOf(day)) return;
  utimesSync(path, endOf(day) / 1000, endOf(day) / 1000);
  syncPath(path);
}
