import { UnreadableFile } from "../../browser/read-blob.ts";

/** Bytes that are read at once: small pieces of a large file take longer to hand over than to open. */
const SLAB = 1024 * 1024;

/**
 * The bytes of a file on the person's machine, in large pieces: exactly `file.size`. While one is used, the next is
 * read. @throws UnreadableFile
 */
export async function* readSlabs(file: Blob): AsyncGenerator<Uint8Array> {
  let next = slabAt(file, 0);
  for (let at = 0; at < file.size; at += SLAB) {
    const slab = await next;
    next = slabAt(file, at + SLAB);
    if (slab instanceof Error) throw slab;
    yield slab;
  }
}

/** Never rejects: whoever reads may have left. */
async function slabAt(file: Blob, at: number): Promise<Uint8Array | UnreadableFile> {
  const end = Math.min(file.size, at + SLAB);
  if (at >= end) return new Uint8Array(0);
  try {
    const slab = new Uint8Array(await file.slice(at, end).arrayBuffer());
    return slab.length === end - at ? slab : new UnreadableFile("the file changed while it was read");
  } catch (error) {
    return new UnreadableFile("reading failed", { cause: error });
  }
}
