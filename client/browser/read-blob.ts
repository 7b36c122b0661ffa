/** A file that the person chose can't be read any more: moved, changed, or on a stick that was pulled out. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
}

/** The bytes of a file on the person's machine, streamed: exactly `blob.size`. @throws UnreadableFile */
export async function* readBlob(blob: Blob): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const chunk of blob.stream()) {
      length += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw new UnreadableFile("reading failed", { cause: error });
  }
  if (length !== blob.size) throw new UnreadableFile("the file changed while it was read");
}
