import { CleanError } from "../errors.ts";

/** A file that is read a piece at a time, so that a film is never in memory as a whole. */
export interface Source {
  /** Bytes. */
  readonly length: number;
  /** The bytes [at, at + length), which the caller doesn't change. @throws CleanError cut-short */
  read(at: number, length: number): Uint8Array;
}

const WINDOW = 256 * 1024;

/**
 * Reads through a window, so that many small reads side by side cost one.
 * @param load gets ranges within the file only
 * @param free takes a window that is done with: then what is read is copied out of it
 */
export function windowed(
  length: number,
  load: (at: number, end: number) => Uint8Array,
  free?: (window: Uint8Array) => void,
): Source {
  let start = 0;
  let window = new Uint8Array(0);
  return {
    length,
    read(at, wanted) {
      if (at < 0 || at + wanted > length) throw new CleanError("cut-short", `${wanted} bytes at ${at}`);
      // What is longer than a window is the reader's own: no copy of it is made.
      if (wanted > WINDOW) return load(at, at + wanted);
      if (at < start || at + wanted > start + window.length) {
        free?.(window);
        window = load(at, Math.min(length, at + WINDOW)) as Uint8Array<ArrayBuffer>;
        start = at;
      }
      const bytes = window.subarray(at - start, at - start + wanted);
      return free ? bytes.slice() : bytes;
    },
  };
}

export function sourceOf(bytes: Uint8Array): Source {
  return windowed(bytes.length, (at, end) => bytes.subarray(at, end));
}
