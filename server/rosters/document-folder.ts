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

/** Parses and verifies a document, whatever the time is. */
export type Read<T> = (bytes: Uint8Array, sequence: number) => T;

/**
 * A folder of documents, each named by its sequence (`0007.json`), read again when they change on disk.
 * @param refuse is told, once for each change of the file, what can't be read or doesn't verify; "" for the folder
 * @returns what says what is there now, ascending by sequence: a folder that can't be read is as it was when it last could
 */
export function documentFolder<T>(
  folder: string,
  suffix: string,
  read: Read<T>,
  refuse: (name: string, error: unknown) => void,
): () => Stored<T>[] {
  let seen = new Map<number, Seen<T>>();
  const lookAt = (sequence: number): Seen<T> => {
    const name = nameOf(sequence, suffix);
    const path = join(folder, name);
    const before = seen.get(sequence);
    let stamp = "unreadable";
    try {
      const { ctimeNs, ino, size } = statSync(path, { bigint: true });
      stamp = `${ctimeNs} ${ino} ${size}`;
      if (stamp === before?.stamp) return before;
      const bytes = readFileSync(path);
      return { stamp, stored: { bytes, document: read(bytes, sequence) } };
    } catch (error) {
      if (stamp !== before?.stamp) refuse(name, error);
      return { stamp, stored: before?.stored };
    }
  };
  /** Undefined if the folder can't be listed; empty if it isn't there. */
  const sequences = (): number[] | undefined => {
    try {
      return readdirSync(folder)
        .map((name) => sequenceOf(name, suffix))
        .filter((sequence) => sequence !== undefined)
        .sort((a, b) => a - b)
        .slice(-MOST_FILES);
    } catch (error) {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
      refuse("", error);
      return undefined;
    }
  };
  return () => {
    const there = sequences();
    if (there) seen = new Map(there.map((sequence) => [sequence, lookAt(sequence)]));
    return [...seen.values()].flatMap(({ stored }) => stored ?? []);
  };
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
