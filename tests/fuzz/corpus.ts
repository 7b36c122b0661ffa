import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const FOLDER = join(import.meta.dirname, "corpus");
const FOUND = join(import.meta.dirname, "found");

export interface Input {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** A target's inputs, the shortest first. */
export function readCorpus(target: string): Input[] {
  return [FOLDER, FOUND]
    .map((folder) => join(folder, target))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder).map((name) => ({ name, bytes: new Uint8Array(readFileSync(join(folder, name))) })),
    )
    .sort((a, b) => a.bytes.length - b.bytes.length || (a.name < b.name ? -1 : 1));
}

/** Puts these in the place of a target's corpus; what was found, and is a case for ever, stays. */
export function writeCorpus(target: string, inputs: readonly Uint8Array[]): void {
  rmSync(join(FOLDER, target), { recursive: true, force: true });
  for (const bytes of inputs) write(FOLDER, target, bytes);
}

/** Keeps an input that broke a promise. Returns the path. */
export function keepFound(target: string, bytes: Uint8Array): string {
  return write(FOUND, target, bytes);
}

function write(folder: string, target: string, bytes: Uint8Array): string {
  mkdirSync(join(folder, target), { recursive: true });
  const path = join(folder, target, createHash("sha256").update(bytes).digest("hex").slice(0, 16));
  writeFileSync(path, bytes);
  return path;
}
