import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

/** All files below a folder. */
export function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile());
}

/** None of a file that has gone since it was listed, as a database's journal does beside a running server. */
function bytesOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return Buffer.alloc(0);
  }
}

/** The files below a folder that hold any of these byte strings, in their contents or their names. */
export function filesWith(folder: string, needles: readonly Buffer[]): string[] {
  return filesBelow(folder).filter((path) => {
    const contents = bytesOf(path);
    return needles.some((needle) => contents.includes(needle) || Buffer.from(path).includes(needle));
  });
}

/**
 * Pieces of 32 bytes from all over some bytes (but not of an envelope's first lines, which all share): wherever any
 * of it is kept, some of them are found.
 */
export function samplesOf(bytes: Uint8Array): Buffer[] {
  const samples: Buffer[] = [];
  const step = Math.max(1000, Math.floor(bytes.length / 24));
  for (let i = 500; i + 32 <= bytes.length; i += step) samples.push(Buffer.from(bytes.subarray(i, i + 32)));
  return samples;
}

/** Where each of these byte strings, of four bytes or more, first lies in others, or -1: in one pass for all of them. */
export function offsetsIn(bytes: Buffer, needles: readonly Buffer[]): number[] {
  const offsets = needles.map(() => -1);
  const byStart = Map.groupBy(needles.keys(), (i) => needles[i]?.readUInt32LE());
  const mayBegin = new Uint8Array(2 ** 16);
  for (const needle of needles) mayBegin[needle.readUInt16LE()] = 1;
  for (let at = 0; at + 4 <= bytes.length; at++) {
    if (mayBegin[(bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0)] === 0) continue;
    for (const i of byStart.get(bytes.readUInt32LE(at)) ?? []) {
      const needle = needles[i];
      if (offsets[i] === -1 && needle?.equals(bytes.subarray(at, at + needle.length))) offsets[i] = at;
    }
  }
  return offsets;
}
