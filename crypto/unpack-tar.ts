import { collect } from "./bytes.ts";
import { CryptoError } from "./errors.ts";
import { checkName, TAR_BLOCK, type TarFile } from "./tar.ts";
import { parseTarHeader, type TarEntry } from "./tar-header.ts";

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * The files of a tar, streamed and read strictly: plain files only, unique safe names, nothing but zeros behind the
 * end. A file's content must be read, or left, before the next file is asked for. Of a tar that is cut short,
 * everything before the cut is given.
 * @throws CryptoError tar-malformed, tar-entry-refused; and whatever the source of the bytes throws
 */
export async function* unpackTar(tar: Chunks): AsyncGenerator<TarFile> {
  const names = new Set<string>();
  for await (const { entry, content } of entriesOf(tar)) yield plainFile(entry, content, names);
}

/** A plain file of a tar that is there as a whole. */
export interface WholeTarFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The files of a tar that is there as a whole, read as strictly. @throws CryptoError tar-malformed, tar-entry-refused */
export async function unpackWholeTar(tar: Uint8Array): Promise<WholeTarFile[]> {
  const files: WholeTarFile[] = [];
  for await (const { name, content } of unpackTar([tar])) files.push({ name, bytes: await collect(content) });
  return files;
}

/**
 * The same of a tar that people made of folders: the folders' own entries, and a `./` in front of names, are passed
 * over. @throws as unpackWholeTar
 */
export async function unpackTarOfFolders(tar: Uint8Array): Promise<WholeTarFile[]> {
  const names = new Set<string>();
  const files: WholeTarFile[] = [];
  for await (const { entry, content } of entriesOf([tar])) {
    if (entry.kind === "folder") continue;
    const { name } = plainFile({ ...entry, name: entry.name.replace(/^\.\//, "") }, content, names);
    files.push({ name, bytes: await collect(content) });
  }
  return files;
}

function plainFile({ name, kind, size }: TarEntry, content: TarFile["content"], names: Set<string>): TarFile {
  if (kind !== "file") throw new CryptoError("tar-entry-refused");
  checkName(name, names);
  return { name, size, content };
}

interface Found {
  readonly entry: TarEntry;
  readonly content: AsyncGenerator<Uint8Array>;
}

async function* entriesOf(tar: Chunks): AsyncGenerator<Found> {
  const source = new Source(tar);
  try {
    for (;;) {
      const block = await source.exactly(TAR_BLOCK);
      if (isZero(block)) break;
      const entry = parseTarHeader(block);
      const left = { bytes: entry.size };
      yield { entry, content: contentOf(source, left) };
      left.bytes += -entry.size & (TAR_BLOCK - 1);
      for await (const _ of contentOf(source, left));
    }
    if (!isZero(await source.exactly(TAR_BLOCK))) throw new CryptoError("tar-malformed", "no end");
    for await (const piece of source.rest())
      if (!isZero(piece)) throw new CryptoError("tar-malformed", "bytes behind the end");
  } finally {
    await source.close();
  }
}

async function* contentOf(source: Source, left: { bytes: number }): AsyncGenerator<Uint8Array> {
  while (left.bytes > 0) {
    const piece = await source.some(left.bytes);
    left.bytes -= piece.length;
    yield piece;
  }
}

/** A loop, over four bytes at once where they lie so: padding is most of a small tip. */
function isZero(bytes: Uint8Array): boolean {
  const { buffer, byteOffset, length } = bytes;
  const fours = (byteOffset | length) % 4 === 0;
  const numbers = fours ? new Uint32Array(buffer, byteOffset, length / 4) : bytes;
  let all = 0;
  for (let at = 0; at < numbers.length; at++) all |= numbers[at] ?? 0;
  return all === 0;
}

/** Hands out bytes as they are asked for, in the pieces in which they came, or less. */
class Source {
  readonly #chunks: AsyncIterator<Uint8Array> | Iterator<Uint8Array>;
  #rest: Uint8Array = new Uint8Array(0);

  constructor(chunks: Chunks) {
    this.#chunks =
      Symbol.asyncIterator in chunks ? chunks[Symbol.asyncIterator]() : chunks[Symbol.iterator]();
  }

  /** At least one byte. @throws CryptoError tar-malformed if there are no more */
  async some(most: number): Promise<Uint8Array> {
    if (!(await this.#fill())) throw new CryptoError("tar-malformed", "cut short");
    const piece = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(piece.length);
    return piece;
  }

  /** @throws CryptoError tar-malformed if there aren't so many */
  async exactly(length: number): Promise<Uint8Array> {
    const bytes = new Uint8Array(length);
    for (let filled = 0; filled < length; ) {
      const piece = await this.some(length - filled);
      bytes.set(piece, filled);
      filled += piece.length;
    }
    return bytes;
  }

  /** All that are left. */
  async *rest(): AsyncGenerator<Uint8Array> {
    while (await this.#fill()) yield await this.some(this.#rest.length);
  }

  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #fill(): Promise<boolean> {
    while (this.#rest.length === 0) {
      const next = await this.#chunks.next();
      if (next.done) return false;
      this.#rest = next.value;
    }
    return true;
  }
}
