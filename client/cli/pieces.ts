import { CliError } from "./errors.ts";
import { isSystemError, openPlainFile } from "./files.ts";

const PIECE = 128 * 1024;

/**
 * A plain file's bytes, streamed.
 * @param onRead is told how many bytes were read
 * @throws CliError file-…, interrupted
 */
export async function* piecesOf(
  path: string,
  stop: AbortSignal,
  onRead: (bytes: number) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const file = await openPlainFile(path);
  try {
    for (;;) {
      const { bytesRead, buffer } = await orUnreadable(path, file.read(new Uint8Array(PIECE)));
      if (stop.aborted) throw new CliError("interrupted", "Stopped.");
      if (bytesRead === 0) return;
      onRead(bytesRead);
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** A disk that fails under one envelope fails that envelope, and no other. */
async function orUnreadable<T>(path: string, reading: Promise<T>): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!isSystemError(error)) throw error;
    throw new CliError(
      "file-unreadable",
      `It could not be read to its end (${error.code}): copy ${path} again.`,
    );
  }
}
