/** A file that the person chose can't be read any more: moved, changed, or on a stick that was pulled out. */
export class UnreadableFile extends Error {
  override readonly name = "UnreadableFile";
  /** As whoever reads it calls it. */
  readonly file: string;

  constructor(message = "", { file = "", cause }: { file?: string; cause?: unknown } = {}) {
    super(message, { cause });
    this.file = file;
  }
}

/**
 * The bytes of a file on the person's machine, streamed: exactly `blob.size`. One chunk is read ahead, beside what is done
 * with the one before it. @throws UnreadableFile
 */
export async function* readBlob(blob: Blob, file = ""): AsyncGenerator<Uint8Array> {
  const reader = blob.stream().getReader();
  let length = 0;
  try {
    for (let ahead = reader.read(); ; ) {
      const { done, value } = await ahead;
      if (done) break;
      length += value.length;
      if (length > blob.size) break;
      ahead = reader.read();
      // Thrown above once more is asked for; whoever stops before is not to hear of it.
      ahead.catch(() => {});
      yield value;
    }
  } catch (cause) {
    throw new UnreadableFile("", { file, cause });
  } finally {
    // Of a file that can't be read there is nothing to give up.
    await reader.cancel().catch(() => {});
  }
  if (length !== blob.size) throw new UnreadableFile("", { file });
}
