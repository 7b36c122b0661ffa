import { createTarDecoder, type ParsedTarEntry, type TarHeader, unpackTar as unpackWhole } from "modern-tar";
import { CryptoError } from "./errors.ts";
import { paddedLength } from "./padding.ts";
import { ReadDemand } from "./read-demand.ts";
import { tarHeader } from "./tar-header.ts";

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A plain file of a tar: on the way in exactly `size` bytes must come from `content`. */
export interface TarFile<Content = Chunks> {
  /** Relative, with `/`, at most 100 bytes of UTF-8; no `..`, no control characters. */
  readonly name: string;
  readonly size: number;
  readonly content: Content;
}

const BLOCK = 512;
const ZEROS = new Uint8Array(16 * 1024);

/** Bytes of the tar of files of these sizes, before padding: headers, contents in blocks, two zero blocks. */
export function tarLength(sizes: readonly number[]): number {
  const blocks = (size: number) => Math.ceil(size / BLOCK) * BLOCK;
  return sizes.reduce((sum, size) => sum + BLOCK + blocks(size), 2 * BLOCK);
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
    yield* zeros(-file.size & (BLOCK - 1));
  }
  yield* zeros(2 * BLOCK);
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
    yield* zeros(-file.size & (BLOCK - 1));
  }
  yield* zeros(2 * BLOCK);
}

function* zeros(length: number): Generator<Uint8Array> {
  for (let left = length; left > 0; left -= ZEROS.length)
    yield ZEROS.subarray(0, Math.min(left, ZEROS.length));
}

/**
 * The files of a tar, streamed and read strictly: plain files only, unique safe names, no pax extension, nothing
 * but zeros behind the end. A file's content must be read, or left, before the next file is asked for. Of a tar that
 * is cut short, everything before the cut is given.
 * @throws CryptoError tar-malformed, tar-entry-refused; and whatever the source of the bytes throws
 */
export async function* unpackTar(tar: Chunks): AsyncGenerator<TarFile> {
  const { readable, writable } = createTarDecoder({ strict: true });
  const source: Source = { demand: new ReadDemand() };
  const feeding = feed(tar, writable, source);
  const entries = (readable as ReadableStream<ParsedTarEntry>).getReader();
  const names = new Set<string>();
  try {
    for (;;) {
      const entry = await next(entries, source);
      if (!entry) break;
      const { header, body } = entry;
      checkHeader(header, names);
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      yield { name: header.name, size: header.size, content: contentOf(reader, source) };
      // By the reader itself: a content that was let go of gives nothing any more, and the next file waits behind it.
      while (await next(reader, source));
    }
    await feeding;
    if (source.error !== undefined) throw source.error;
  } finally {
    source.demand.end();
    await entries.cancel().catch(ignoreAfterEnd);
    await feeding;
  }
}

/** Where the bytes of a tar come from: what went wrong there, and whether its reader waits for more. */
interface Source {
  error?: unknown;
  readonly demand: ReadDemand;
}

/** A plain file of a tar that is there as a whole. */
export interface WholeTarFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The files of a tar that is there as a whole, read as strictly. @throws CryptoError tar-malformed, tar-entry-refused */
export async function unpackWholeTar(tar: Uint8Array): Promise<WholeTarFile[]> {
  const names = new Set<string>();
  const entries = await orMalformed(() => unpackWhole(tar, { strict: true }));
  return entries.map((entry) => wholeFile(entry, names));
}

/**
 * The same of a tar that people made of folders: the folders' own entries, and a `./` in front of names, are passed
 * over. @throws as unpackWholeTar
 */
export async function unpackTarOfFolders(tar: Uint8Array): Promise<WholeTarFile[]> {
  const names = new Set<string>();
  const entries = await orMalformed(() => unpackWhole(tar, { strict: true }));
  return entries
    .filter(({ header }) => header.type !== "directory")
    .map(({ header, data }) =>
      wholeFile({ header: { ...header, name: header.name.replace(/^\.\//, "") }, data }, names),
    );
}

function wholeFile(
  { header, data }: { readonly header: TarHeader; readonly data?: Uint8Array | undefined },
  names: Set<string>,
): WholeTarFile {
  checkHeader(header, names);
  return { name: header.name, bytes: (data ?? new Uint8Array(0)) as Uint8Array<ArrayBuffer> };
}

async function orMalformed<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new CryptoError("tar-malformed", error instanceof Error ? error.message : undefined);
  }
}

/** Pushes the bytes into the decoder; what the source itself throws is kept, to be told from a broken tar. */
async function feed(tar: Chunks, writable: unknown, source: Source): Promise<void> {
  const writer = (writable as WritableStream<Uint8Array>).getWriter();
  try {
    for await (const chunk of watch(tar, source)) await writer.write(chunk);
    await source.demand.waits();
    await writer.close();
  } catch (error) {
    await writer.abort(error).catch(ignoreAfterEnd);
  }
}

async function* watch(chunks: Chunks, source: Source): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of chunks) yield chunk;
  } catch (error) {
    source.error = error;
    throw error;
  }
}

async function* contentOf(reader: ReadableStreamReader<Uint8Array>, source: Source) {
  for (;;) {
    const chunk = await next(reader, source);
    if (!chunk) return;
    yield chunk;
  }
}

async function next<T>(reader: ReadableStreamReader<T>, source: Source): Promise<T | undefined> {
  try {
    const result = await source.demand.read(reader);
    return result.done ? undefined : result.value;
  } catch (error) {
    if (source.error !== undefined) throw source.error;
    throw new CryptoError("tar-malformed", error instanceof Error ? error.message : undefined);
  }
}

function checkHeader({ type, pax, name }: TarHeader, names: Set<string>): void {
  if ((type ?? "file") !== "file" || pax) throw new CryptoError("tar-entry-refused");
  checkName(name, names);
}

/** A stream that has already failed or ended refuses to be ended again; its own error has been reported. */
function ignoreAfterEnd(): void {}

function checkName(name: string, names: Set<string>): void {
  const parts = name.split("/");
  const safe = parts.every((part) => part !== "" && part !== "." && part !== "..");
  const long = new TextEncoder().encode(name).length > 100;
  if (!safe || long || /[\p{Cc}\\]/u.test(name)) throw new CryptoError("tar-entry-refused", "name");
  const key = name.normalize("NFC").toLowerCase();
  if (names.has(key)) throw new CryptoError("tar-entry-refused", "the same name twice");
  names.add(key);
}
