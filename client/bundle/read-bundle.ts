import { equalBytes, joined } from "../../crypto/bytes.ts";
import { LEAF_LENGTH } from "../../crypto/digest.ts";
import type { VerifyingKey } from "../../crypto/ed25519.ts";
import { CryptoError } from "../../crypto/errors.ts";
import { LeafDigest } from "../../crypto/leaf-digest.ts";
import type { Signatures } from "../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../crypto/tar.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { MOST_POOL_LENGTH, parsePool, type Slot } from "../../protocol/letters.ts";
import { MOST_DOCUMENTS_BYTES, type PublicDocuments, parseDocuments } from "./documents.ts";
import { BundleError, type BundleErrorCode } from "./errors.ts";
import { type BundleList, type ListedEnvelope, MOST_LIST_BYTES, parseBundleList } from "./list.ts";
import { type FileHash, fileHash, type Manifest, readManifest } from "./manifest.ts";
import {
  DOCUMENTS_NAME,
  envelopeName,
  LIST_NAME,
  MANIFEST_NAME,
  MOST_MANIFEST_BYTES,
  POOL_NAME,
} from "./names.ts";
import { orRefused } from "./refused.ts";

/** A bundle whose beginning is whole and signed. */
export interface Bundle {
  readonly manifest: Manifest;
  /** Who signed it. Whether that is a courier, annexes say. */
  readonly courier: VerifyingKey;
  readonly list: BundleList;
  /** As the server gave them; nothing in them has been verified. */
  readonly documents: PublicDocuments;
  /** All letters that the server showed on the day of the bundle; undefined if the courier brought none. */
  readonly pool: readonly Slot[] | undefined;
  /**
   * What follows, in its order; each is named, and what is wrong with one doesn't keep the others back. To be read
   * once, one after the other. @throws BundleError bundle-damaged, when there is no more to be had
   */
  readonly envelopes: AsyncGenerator<BundledEnvelope>;
}

export type BundledEnvelope =
  | {
      readonly kind: "envelope";
      readonly listed: ListedEnvelope;
      /** The sealed bytes. Throws BundleError envelope-changed behind the last if they are not what the list says. */
      readonly content: AsyncGenerator<Uint8Array>;
      /**
       * The same as a whole, instead of `content`, for small ones: whether they are what the list says is for the caller
       * to see. @throws BundleError bundle-damaged
       */
      readonly whole: () => Promise<Uint8Array>;
    }
  | { readonly kind: "broken"; readonly name: string; readonly error: BundleError };

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Reads a bundle (SPEC.md, "Bundle") as its bytes come, and has copied what it keeps of a chunk when it asks for the
 * next, but for what `whole` gathers.
 * @throws BundleError not-a-bundle, bundle-damaged, manifest-refused, list-refused, documents-refused; and whatever
 * the source of the bytes throws
 */
export async function readBundle(tar: Chunks, signatures: Signatures): Promise<Bundle> {
  const files = unpackTar(tar);
  try {
    const signed = await smallFile(files, MANIFEST_NAME, MOST_MANIFEST_BYTES, "not-a-bundle");
    const { manifest, courier } = readManifest(signed, signatures);
    const listBytes = await smallFile(files, LIST_NAME, MOST_LIST_BYTES, "list-refused");
    if (!equalBytes(fileHash(listBytes), manifest.list)) throw new BundleError("list-refused");
    const list = parseBundleList(listBytes);
    checkSums(manifest, list);
    const documents = await smallFile(files, DOCUMENTS_NAME, MOST_DOCUMENTS_BYTES, "documents-refused");
    if (!equalBytes(fileHash(documents), manifest.documents)) throw new BundleError("documents-refused");
    const pool = manifest.letters && (await poolIn(files, manifest.letters));
    return {
      manifest,
      courier,
      list,
      documents: parseDocuments(documents),
      pool,
      envelopes: envelopesOf(files, list.envelopes),
    };
  } catch (error) {
    await files.return(undefined);
    throw error;
  }
}

async function poolIn(files: AsyncGenerator<TarFile>, hash: FileHash): Promise<Slot[]> {
  const bytes = await smallFile(files, POOL_NAME, MOST_POOL_LENGTH, "documents-refused");
  if (!equalBytes(fileHash(bytes), hash)) throw new BundleError("documents-refused");
  return orRefused("documents-refused", () => parsePool(bytes));
}

function checkSums(manifest: Manifest, { envelopes }: BundleList): void {
  const bytes = envelopes.reduce((sum, { size }) => sum + size, 0);
  if (manifest.count !== envelopes.length || manifest.bytes !== bytes) {
    throw new BundleError("list-refused", "count and bytes");
  }
}

async function smallFile(
  files: AsyncGenerator<TarFile>,
  name: string,
  mostBytes: number,
  code: BundleErrorCode,
): Promise<Uint8Array> {
  const file = await nextFile(files, code === "not-a-bundle" ? code : "bundle-damaged");
  if (!file || file.name !== name || file.size > mostBytes) throw new BundleError(code, `no ${name}`);
  const bytes = new Uint8Array(file.size);
  let filled = 0;
  for await (const piece of orDamaged(file.content)) {
    bytes.set(piece, filled);
    filled += piece.length;
  }
  return bytes;
}

async function* envelopesOf(
  files: AsyncGenerator<TarFile>,
  listed: readonly ListedEnvelope[],
): AsyncGenerator<BundledEnvelope> {
  const places = new Map(listed.map(({ id }, i) => [envelopeName(id), i]));
  const leaf = new Uint8Array(LEAF_LENGTH);
  let due = 0;
  try {
    for (let file = await nextFile(files); file; file = await nextFile(files)) {
      const place = places.get(file.name);
      const envelope = place === undefined ? undefined : listed[place];
      if (place === undefined || envelope === undefined || place < due) {
        yield broken(file.name, "envelope-extra");
        continue;
      }
      yield* missing(listed.slice(due, place));
      due = place + 1;
      if (file.size === envelope.size) yield opened(file, envelope, leaf);
      else yield broken(file.name, "envelope-changed", `${file.size} bytes`);
    }
    yield* missing(listed.slice(due));
  } finally {
    await files.return(undefined);
  }
}

function opened({ content }: TarFile, listed: ListedEnvelope, leaf: Uint8Array): BundledEnvelope {
  return {
    kind: "envelope",
    listed,
    content: checked(content, listed, leaf),
    whole: () => gathered(orDamaged(content)),
  };
}

function* missing(listed: readonly ListedEnvelope[]): Generator<BundledEnvelope> {
  for (const { id } of listed) yield broken(envelopeName(id), "envelope-missing");
}

function broken(name: string, code: BundleErrorCode, detail?: string): BundledEnvelope {
  return { kind: "broken", name, error: new BundleError(code, detail) };
}

/** Without a copy if it came in one piece. */
async function gathered(content: Chunks): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of content) pieces.push(piece);
  const [only] = pieces;
  return only && pieces.length === 1 ? only : joined(pieces);
}

async function* checked(
  content: Chunks,
  { digest }: ListedEnvelope,
  leaf: Uint8Array,
): AsyncGenerator<Uint8Array> {
  const found = new LeafDigest(leaf);
  for await (const chunk of orDamaged(content)) {
    await found.push(chunk);
    yield chunk;
  }
  if (!equalBytes(await found.finish(), digest)) throw new BundleError("envelope-changed", "digest");
}

async function nextFile(
  files: AsyncGenerator<TarFile>,
  code: BundleErrorCode = "bundle-damaged",
): Promise<TarFile | undefined> {
  try {
    const next = await files.next();
    return next.done ? undefined : next.value;
  } catch (error) {
    throw inBundle(error, code);
  }
}

async function* orDamaged(chunks: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw inBundle(error, "bundle-damaged");
  }
}

function inBundle(error: unknown, code: BundleErrorCode): unknown {
  return error instanceof CryptoError ? new BundleError(code, error.detail ?? error.code) : error;
}
