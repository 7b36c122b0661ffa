import { existsSync } from "node:fs";
import { DayReader } from "./day-reader.ts";

/** Files that are kept open for reading, at most: three weeks, and as much again. */
const MOST_OPEN = 48;

/** Reads day files, and keeps those it read last open. No read lasts longer than its call. */
export class DayReaders {
  /** The longest unused first. */
  readonly #open = new Map<string, DayReader>();

  /** Undefined if the file isn't there. */
  of(path: string): DayReader | undefined {
    const reader = this.#open.get(path) ?? (existsSync(path) ? new DayReader(path) : undefined);
    if (!reader) return undefined;
    this.#open.delete(path);
    this.#open.set(path, reader);
    const [oldest] = this.#open.keys();
    if (this.#open.size > MOST_OPEN && oldest !== undefined) this.drop(oldest);
    return reader;
  }

  /** To be called before or after a file is replaced, removed, or needs to be had alone. */
  drop(path: string): void {
    this.#open.get(path)?.close();
    this.#open.delete(path);
  }

  close(): void {
    for (const path of [...this.#open.keys()]) this.drop(path);
  }
}
