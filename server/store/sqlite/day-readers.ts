import { existsSync } from "node:fs";
import { DayReader } from "./day-file.ts";

/** Files that are kept open for reading, at most. */
const MOST_OPEN = 8;

/** Reads parts out of day files, and keeps the files it read last open. No read lasts longer than its call. */
export class DayReaders {
  /** The longest unused first. */
  readonly #open = new Map<string, DayReader>();

  /** Undefined if the file or the part isn't there. */
  part(path: string, key: Uint8Array, number: number): Uint8Array | undefined {
    if (!existsSync(path)) return undefined;
    const reader = this.#open.get(path) ?? new DayReader(path);
    this.#open.delete(path);
    this.#open.set(path, reader);
    for (const [oldest] of [...this.#open].slice(0, -MOST_OPEN)) this.drop(oldest);
    return reader.findPart(key, number);
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
