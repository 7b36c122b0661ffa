import { free } from "../../browser/free.ts";
import { readBlob } from "../../browser/read-blob.ts";

/** Reads files on the person's machine, and frees what it read once that is sealed. */
export class BlobReader {
  readonly #chunks = new WeakSet<Uint8Array>();

  /** The bytes of a file, streamed: exactly `blob.size`. @throws UnreadableFile */
  async *read(blob: Blob, name: string): AsyncGenerator<Uint8Array> {
    for await (const chunk of readBlob(blob, name)) {
      this.#chunks.add(chunk);
      yield chunk;
    }
  }

  /** A chunk has been used up. What didn't come from here, such as the zeros between files, is left alone. */
  spent(chunk: Uint8Array): void {
    if (this.#chunks.delete(chunk)) free(chunk);
  }
}
