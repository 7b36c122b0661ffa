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

/** The bytes of a file on the person's machine, streamed: exactly `blob.size`. @throws UnreadableFile */
export async function* readBlob(blob: Blob, file = ""): AsyncGenerator<Uint8Array> {
  let length = 0;
  try {
    for await (const chunk of blob.stream()) {
      length += chunk.length;
      if (length > blob.size) break;
      yield chunk;
    }
  } catch (cause) {
    throw new UnreadableFile("", { file, cause });
  }
  if (length !== blob.size) throw new UnreadableFile("", { file });
}
