import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { join } from "node:path";
import { undefinedIf } from "../files.ts";
import { numberedName, safeName } from "./safe-name.ts";

/** A file as it was written. */
export interface WrittenFile {
  /** What the envelope called it. */
  readonly name: string;
  /** What it is called on disk. */
  readonly stored: string;
  /** Bytes. */
  readonly size: number;
  /** SHA-256, 64 lower-case hex digits: where the chain of custody starts. */
  readonly sha256: string;
}

/**
 * Writes a stream as a new file (0600) of `folder` under the safe form of its name, numbered if that is taken.
 * Nothing that exists is opened, overwritten or followed. No more is written than comes.
 * @param onBytes sees each piece before it is written
 */
export async function writeNewFile(
  folder: string,
  name: string,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  onBytes: (bytes: Uint8Array) => void = () => {},
): Promise<WrittenFile> {
  const { file, stored } = await createUnder(folder, safeName(name));
  const hash = createHash("sha256");
  let size = 0;
  try {
    for await (const bytes of content) {
      onBytes(bytes);
      hash.update(bytes);
      size += bytes.length;
      await file.writeFile(bytes);
    }
  } finally {
    await file.close();
  }
  return { name, stored, size, sha256: hash.digest("hex") };
}

async function createUnder(folder: string, name: string) {
  for (let number = 1; ; number++) {
    const stored = numberedName(name, number);
    const file = await undefinedIf(["EEXIST"], open(join(folder, stored), "wx", 0o600));
    if (file) return { file, stored };
  }
}
