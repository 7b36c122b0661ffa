import { UnreadableFile } from "../../browser/read-blob.ts";

/** Bytes that are read at once: small pieces of a large file take longer to hand over than to open. */
const SLAB = 1024 * 1024;

/** The bytes of a file on the person's machine, in large pieces: exactly `file.size`. @throws UnreadableFile */
export async function* readSlabs(file: Blob): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < file.size; at += SLAB) {
    const end = Math.min(file.size, at + SLAB);
    const slab = await bytesOf(file.slice(at, end));
    if (slab.length !== end - at) throw new UnreadableFile("the file changed while it was read");
    yield slab;
  }
}

async function bytesOf(slab: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await slab.arrayBuffer());
  } catch (error) {
    throw new UnreadableFile("reading failed", { cause: error });
  }
}
