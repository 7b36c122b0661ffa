import { utf8 } from "./bytes.ts";
import { CryptoError } from "./errors.ts";
import { paddedLength } from "./padding.ts";
import { tarHeader } from "./tar-header.ts";

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A plain file of a tar: on the way in exactly `size` bytes must come from `content`. */
export interface TarFile<Content = Chunks> {
  /** Relative, with `/`, at most 100 bytes of UTF-8; no `..`, no control characters. */
  readonly name: string;
  readonly size: number;
  readonly content: Content;
}

/** Headers, and the room that contents take, are in blocks of so many bytes. */
export const TAR_BLOCK = 512;
const ZEROS = new Uint8Array(16 * 1024);

/** Bytes of the tar of files of these sizes, before padding: headers, contents in blocks, two zero blocks. */
export function tarLength(sizes: readonly number[]): number {
  const blocks = (size: number) => Math.ceil(size / TAR_BLOCK) * TAR_BLOCK;
  return sizes.reduce((sum, size) => sum + TAR_BLOCK + blocks(size), 2 * TAR_BLOCK);
}

/**
 * `packTar`, padded with zero blocks to `paddedLength`. All names are looked at before the first byte.
 * @throws CryptoError tar-entry-refused, size-invalid (content and size differ)
 */
export async function* packPaddedTar(files: readonly TarFile[]): AsyncGenerator<Uint8Array> {
  const names = new Set<string>();
  for (const file of files) checkName(file.name, names);
  let length = 0;
  for await (const chunk of packTar(files)) {
    length += chunk.length;
    yield chunk;
  }
  yield* zeros(paddedLength(length) - length);
}

/**
 * A POSIX tar of plain files, streamed, with owner, time and mode the same for everybody; `tarLength` bytes.
 * Each file is asked for when the one before it has gone out. @throws CryptoError as `packPaddedTar`
 */
export async function* packTar(
  files: AsyncIterable<TarFile> | Iterable<TarFile>,
): AsyncGenerator<Uint8Array> {
  const names = new Set<string>();
  for await (const file of files) {
    checkName(file.name, names);
    yield tarHeader(file);
    let written = 0;
    for await (const chunk of file.content) {
      written += chunk.length;
      if (written > file.size) break;
      yield chunk;
    }
    if (written !== file.size) throw new CryptoError("size-invalid", "a file changed while it was read");
    yield* zeros(-file.size & (TAR_BLOCK - 1));
  }
  yield* zeros(2 * TAR_BLOCK);
}

/**
 * The same tar as pieces to be put one behind the other, for contents that are kept elsewhere: each stands there as it
 * is, and must have `size` bytes. @throws CryptoError tar-entry-refused, size-invalid (too large for a tar)
 */
export function* tarInPieces<Content>(files: Iterable<TarFile<Content>>): Generator<Content | Uint8Array> {
  const names = new Set<string>();
  for (const file of files) {
    checkName(file.name, names);
    yield tarHeader(file);
    yield file.content;
    yield* zeros(-file.size & (TAR_BLOCK - 1));
  }
  yield* zeros(2 * TAR_BLOCK);
}

function* zeros(length: number): Generator<Uint8Array> {
  for (let left = length; left > 0; left -= ZEROS.length)
    yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}

/**
 * Relative, unique after NFC and lower-casing, at most 100 bytes of UTF-8, without what leads elsewhere.
 * @param names what came before; this name joins it @throws CryptoError tar-entry-refused
 */
export function checkName(name: string, names: Set<string>): void {
  const parts = name.split("/");
  const safe = parts.every((part) => part !== "" && part !== "." && part !== "..");
  const long = utf8(name).length > 100;
  if (!safe || long || /[\p{Cc}\\]/u.test(name)) throw new CryptoError("tar-entry-refused", "name");
  const key = name.normalize("NFC").toLowerCase();
  if (names.has(key)) throw new CryptoError("tar-entry-refused", "the same name twice");
  names.add(key);
}
