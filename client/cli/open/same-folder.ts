import { createReadStream } from "node:fs";
import { lstat, readdir } from "node:fs/promises";
import { join } from "node:path";
import { TIP_TEXT_NAME } from "./open-envelope.ts";

/**
 * Whether a folder of an opened envelope and whatever stands at `b` hold the same files to the byte. tip.txt is left
 * out: what it says depends on the documents that were given when it was written.
 */
export async function sameContents(a: string, b: string): Promise<boolean> {
  if (!(await lstat(b)).isDirectory()) return false;
  const names = await namesIn(a);
  if (names.join("\n") !== (await namesIn(b)).join("\n")) return false;
  for (const name of names) {
    if (!(await sameEntry(join(a, name), join(b, name)))) return false;
  }
  return true;
}

async function namesIn(folder: string): Promise<string[]> {
  return (await readdir(folder)).filter((name) => name !== TIP_TEXT_NAME).sort();
}

async function sameEntry(a: string, b: string): Promise<boolean> {
  const [one, other] = [await lstat(a), await lstat(b)];
  if (one.isDirectory() && other.isDirectory()) return await sameContents(a, b);
  if (!one.isFile() || !other.isFile() || one.size !== other.size) return false;
  const others = createReadStream(b)[Symbol.asyncIterator]();
  for await (const chunk of createReadStream(a)) {
    const next = await others.next();
    if (next.done || !chunk.equals(next.value)) return false;
  }
  return true;
}
