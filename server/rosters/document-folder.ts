import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { CryptoError } from "../../crypto/errors.ts";

/** Of each kind, the files with the highest numbers are looked at: more than a chain of rosters needs. */
export const MOST_FILES = 40;

/** A document on disk that has been read and verified. */
export interface Stored<T> {
  readonly bytes: Uint8Array;
  readonly document: T;
}

interface Seen<T> {
  /** Changes whenever the file does. */
  readonly stamp: string;
  /** What the file holds, or held last, if it isn't to be trusted now. */
  readonly stored: Stored<T> | undefined;
}

/** A folder of documents, each named by its sequence (`0007.json`), read again when they change on disk. */
export class DocumentFolder<T> {
  readonly #path: string;
  readonly #suffix: string;
  readonly #read: (bytes: Uint8Array, sequence: number) => T;
  readonly #refuse: (name: string, error: unknown) => void;
  #seen = new Map<number, Seen<T>>();

  /**
   * @param read parses and verifies, whatever the time is
   * @param refuse is told, once for each change of the file, what can't be read or doesn't verify; "" for the folder
   */
  constructor(
    path: string,
    suffix: string,
    read: (bytes: Uint8Array, sequence: number) => T,
    refuse: (name: string, error: unknown) => void,
  ) {
    this.#path = path;
    this.#suffix = suffix;
    this.#read = read;
    this.#refuse = refuse;
  }

  /** What is there now, by sequence, ascending. A folder that can't be read is as it was when it last could. */
  look(): ReadonlyMap<number, Stored<T>> {
    const sequences = this.#sequences();
    if (sequences) this.#seen = new Map(sequences.map((sequence) => [sequence, this.#lookAt(sequence)]));
    const found = new Map<number, Stored<T>>();
    for (const [sequence, { stored }] of this.#seen) if (stored) found.set(sequence, stored);
    return found;
  }

  #lookAt(sequence: number): Seen<T> {
    const name = nameOf(sequence, this.#suffix);
    const path = join(this.#path, name);
    const before = this.#seen.get(sequence);
    let stamp = "unreadable";
    try {
      const { ctimeNs, ino, size } = statSync(path, { bigint: true });
      stamp = `${ctimeNs} ${ino} ${size}`;
      if (stamp === before?.stamp) return before;
      const bytes = readFileSync(path);
      return { stamp, stored: { bytes, document: this.#read(bytes, sequence) } };
    } catch (error) {
      if (stamp !== before?.stamp) this.#refuse(name, error);
      return { stamp, stored: before?.stored };
    }
  }

  /** Undefined if the folder can't be listed; empty if it isn't there. */
  #sequences(): number[] | undefined {
    try {
      return readdirSync(this.#path)
        .map((name) => sequenceOf(name, this.#suffix))
        .filter((sequence) => sequence !== undefined)
        .sort((a, b) => a - b)
        .slice(-MOST_FILES);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      this.#refuse("", error);
      return undefined;
    }
  }
}

/** Four digits or more: text order is no matter, but each sequence has one name. */
export function nameOf(sequence: number, suffix: string): string {
  return `${String(sequence).padStart(4, "0")}${suffix}`;
}

/** What is said of a document that isn't served: the ground floor's own sentence, or that it can't be read. */
export function sentenceOf(error: unknown): string {
  if (error instanceof CryptoError) return error.message;
  const mayNot = error instanceof Error && "code" in error && error.code === "EACCES";
  return mayNot ? "the server isn't allowed to read it (chmod -R go=rX)." : "it can't be read.";
}

function sequenceOf(name: string, suffix: string): number | undefined {
  if (!name.endsWith(suffix)) return undefined;
  const sequence = /^\d{4,7}$/.test(name.slice(0, -suffix.length)) ? Number.parseInt(name, 10) : 0;
  return sequence > 0 && nameOf(sequence, suffix) === name ? sequence : undefined;
}
