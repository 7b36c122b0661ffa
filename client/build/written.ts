import { createHash } from "node:crypto";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Says the SHA-256 of a file that was built, on stdout and in a file beside it, as sha256sum reads it. */
export async function sayDigest(folder: string, name: string): Promise<void> {
  const digest = createHash("sha256")
    .update(await readFile(join(folder, name)))
    .digest("hex");
  await writeFile(join(folder, `${name}.sha256`), `${digest}  ${name}\n`);
  console.log(`${digest}  ${join(folder, name)}`);
}

/** Writes a file that was built, and says its SHA-256. */
export async function writeBuilt(folder: string, name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), bytes);
  await sayDigest(folder, name);
}
