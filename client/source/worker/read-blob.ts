import { free } from "./free.ts";

/** A file that the person chose can't be read any more: moved, changed, or on a stick that was pulled out. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

/** Reads files on the person's machine, and frees what it read once that is sealed. */
export class BlobReader {
  readonly #chunks = new WeakSet<Uint8Array>();

  /** The bytes of a file, streamed: exactly `blob.size`. @throws UnreadableFile */
  async *read(blob: Blob): AsyncGenerator<Uint8Array> {
    let length = 0;
    try {
      for await (const chunk of blob.stream()) {
        length += chunk.length;
        this.#chunks.add(chunk);
        yield chunk;
      }
    } catch (error) {
      throw new UnreadableFile("reading failed", { cause: error });
    }
    if (length !== blob.size) throw new UnreadableFile("the file changed while it was read");
  }

  /** A chunk has been used up. What didn't come from here, such as the zeros between files, is left alone. */
  spent(chunk: Uint8Array): void {
    if (this.#chunks.delete(chunk)) free(chunk);
  }
}
