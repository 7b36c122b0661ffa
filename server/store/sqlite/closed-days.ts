import { existsSync } from "node:fs";
import type { Day } from "../../../protocol/day.ts";
import { ClosedDay, needsCheckpoint, setClosedTimes } from "./closed-day.ts";
import type { DayContents } from "./day-contents.ts";
import { closeDay } from "./day-rewrite.ts";
import type { SpoolFolder } from "./folder.ts";
import { isCountable } from "./soundness.ts";
import { tryAll } from "./try-all.ts";

/** The files of days that are over: how they come to be, and what becomes of them when envelopes are taken out. */
export class ClosedDays {
  readonly #folder: SpoolFolder;
  readonly #contents: DayContents;
  readonly #closing = new Set<Day>();

  constructor(folder: SpoolFolder, contents: DayContents) {
    this.#folder = folder;
    this.#contents = contents;
  }

  /** Whether a day's files are written anew: nothing is written to them, nor opened to be written to. */
  isClosing(day: Day): boolean {
    return this.#closing.has(day);
  }

  /** What a start does with a closed day. */
  begin(day: Day): void {
    const path = this.#folder.closed(day);
    if (needsCheckpoint(path)) this.#checkpoint(day, true);
    else if (isCountable(path)) setClosedTimes(path, day);
    else this.#contents.setAsideIfDamaged(day, path);
  }

  /** To take envelopes out; `tidy` is due afterwards. */
  open(day: Day): ClosedDay {
    this.#contents.letGo(day);
    return new ClosedDay(this.#folder.closed(day), day);
  }

  /**
   * Writes days' files anew. One that fails holds up no other. To be called in the moment in which it is seen that nobody
   * has these days open to write.
   */
  async write(days: readonly Day[]): Promise<void> {
    // All of them from this moment on: the clock may step back into any of them while another is written.
    for (const day of days) this.#closing.add(day);
    try {
      await tryAll(days, (day) => this.#contents.noting(day, () => this.#write(day)));
    } finally {
      for (const day of days) this.#closing.delete(day);
    }
  }

  async #write(day: Day): Promise<void> {
    const closed = this.#folder.closed(day);
    // A log would be taken for that of the new file. If a reader is in the way: with a later tick.
    if (existsSync(closed) && needsCheckpoint(closed) && this.#checkpoint(day, false) === "busy") return;
    try {
      await closeDay(this.#folder, day);
    } finally {
      // Also after a failure, which may come when the new file has its name: readers of the old one wouldn't see it.
      this.#contents.letGo(day);
      this.#contents.recount(day);
    }
  }

  /** Makes a closed day's file one that stands alone; then gives its room back, if much of it is free. */
  async tidy(day: Day): Promise<void> {
    const state = this.#checkpoint(day, false);
    if (state === "empty") {
      this.#contents.letGo(day);
      this.#folder.removeDatabase(this.#folder.closed(day));
      this.#contents.recount(day);
    }
    if (state === "sparse" && !existsSync(this.#folder.open(day))) await this.write([day]);
  }

  #checkpoint(day: Day, sweep: boolean): "empty" | "sparse" | "full" | "busy" {
    const file = this.open(day);
    try {
      if (sweep) file.remover.sweep();
      const state = file.isEmpty() ? "empty" : file.isSparse() ? "sparse" : "full";
      return file.checkpoint() ? state : "busy";
    } finally {
      file.close();
    }
  }
}
