import { setImmediate as yieldToOthers } from "node:timers/promises";
import type { EnvelopeDigest } from "../../../crypto/digest.ts";
import type { Day } from "../../../protocol/day.ts";
import type { DayFile } from "./day-file.ts";
import type { EnvelopeRow } from "./day-schema.ts";
import { tryAll } from "./try-all.ts";

/** An envelope that came again. */
interface Repeat {
  readonly file: DayFile;
  readonly row: EnvelopeRow;
  /** Whether its bytes are going. */
  leaving: boolean;
}

/** What is done with what came again. */
export interface Settling {
  /** Whether an envelope with this digest is there, to the last byte, of that day or about it. */
  isReadable(day: Day, digest: EnvelopeDigest): boolean;
  /** Takes what has become an envelope, since the first isn't there. */
  became(file: DayFile, row: EnvelopeRow): void;
}

/**
 * Envelopes that came again: written like the first, so that the time of the answer doesn't tell that they did, and
 * looked at later, never because of one that comes: its answer would wait. If the first can be read then, they go; if
 * not, they take its place.
 */
export class Repeats {
  readonly #settling: Settling;
  readonly #all = new Set<Repeat>();
  #bytes = 0;

  /** @param files those in which some may lie */
  constructor(files: readonly DayFile[], settling: Settling) {
    this.#settling = settling;
    for (const file of files) for (const row of file.repeats.all()) this.note(file, row);
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** To be called when one has been written. */
  note(file: DayFile, row: EnvelopeRow): void {
    this.#all.add({ file, row, leaving: false });
    this.#bytes += row.size;
  }

  isIn(file: DayFile): boolean {
    return [...this.#all].some((repeat) => repeat.file === file);
  }

  /** Safe to be cut short anywhere. Not to be called while it is under way, nor while envelopes are being removed. */
  async settle(): Promise<void> {
    await tryAll(this.#all, async (repeat) => {
      this.#decide(repeat);
      await yieldToOthers();
    });
    const leaving = [...this.#all].filter((repeat) => repeat.leaving);
    const byFile = Map.groupBy(leaving, ({ file }) => file);
    await tryAll(byFile, ([file, repeats]) => this.#remove(file, repeats));
  }

  #decide(repeat: Repeat): void {
    const { file, row } = repeat;
    // One of which parts have gone was leaving when the process ended.
    repeat.leaving ||=
      this.#settling.isReadable(file.day, row.digest as EnvelopeDigest) || !file.repeats.isWhole(row);
    if (repeat.leaving) return;
    file.repeats.promote(row);
    this.#forget(repeat);
    this.#settling.became(file, row);
  }

  /** The parts go first: what a crash leaves of them still belongs to somebody. */
  async #remove(file: DayFile, repeats: readonly Repeat[]): Promise<void> {
    const rows = repeats.map(({ row }) => row);
    await file.remover.removeParts(rows);
    file.repeats.remove(rows);
    for (const repeat of repeats) this.#forget(repeat);
    file.tick();
  }

  #forget(repeat: Repeat): void {
    this.#all.delete(repeat);
    this.#bytes -= repeat.row.size;
  }
}
