import { sha256 } from "@noble/hashes/sha2.js";
import type { Identity } from "../../crypto/age/identities.ts";
import { open } from "../../crypto/age/open.ts";
import { collect } from "../../crypto/bytes.ts";
import type { InstanceId } from "../../crypto/documents/anchor.ts";
import { encodeHex } from "../../crypto/encoding.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../crypto/tar.ts";
import { unpackTar } from "../../crypto/unpack-tar.ts";
import { MOST_DOCUMENTS_BYTES, type PublicDocuments, parseDocuments } from "../bundle/documents.ts";
import {
  ACTS_NAME,
  type CasebookHead,
  DOCUMENTS_NAME,
  HEAD_NAME,
  MOST_ACTS_BYTES,
  MOST_HEAD_BYTES,
  parseAttachmentName,
  parseHead,
} from "./casebook-file.ts";
import { CasebookError, type CasebookErrorCode } from "./errors.ts";
import { parseLines } from "./jsonl.ts";
import type { Line } from "./line.ts";
import type { AttachmentHash } from "./names.ts";
import { inCasebook, orRefused } from "./refused.ts";

/** A casebook whose acts have been read; nobody has verified one yet (`readLine`). */
export interface OpenedCasebook {
  readonly instance: InstanceId;
  /** As they came along: nobody has verified one yet. Null in a casebook of an earlier version. */
  readonly documents: PublicDocuments | null;
  readonly lines: readonly Line[];
  /**
   * The attachments, to be read one after the other, to the end: only then is it known that the file was whole.
   * @throws CasebookError casebook-damaged
   */
  readonly attachments: AsyncGenerator<ReadAttachment>;
}

export interface ReadAttachment {
  readonly sha256: AttachmentHash;
  /** Bytes. */
  readonly size: number;
  /** Throws CasebookError attachment-changed behind the last byte if they are not what the name says. */
  readonly content: AsyncGenerator<Uint8Array>;
}

type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/**
 * Opens a casebook, streamed and strictly, with a reviewer's casebook identity.
 * @throws CasebookError not-a-casebook, casebook-damaged; CryptoError not-age, no-match and the others of `open`
 */
export async function openCasebook(
  file: Chunks,
  identities: readonly Identity[],
  primitives: Primitives,
): Promise<OpenedCasebook> {
  const { plaintext } = await open(file, identities, primitives);
  const files = unpackTar(plaintext);
  try {
    const head = parseHead(
      await collect(await contentOf(files, HEAD_NAME, MOST_HEAD_BYTES, "not-a-casebook")),
    );
    const documents = head.type === "nightjar-casebook/v1" ? null : await documentsIn(files);
    const acts = await contentOf(files, ACTS_NAME, MOST_ACTS_BYTES, "casebook-damaged");
    const lines: Line[] = [];
    for await (const line of parseLines(acts)) {
      if (lines.push(line) > head.acts) break;
    }
    if (lines.length !== head.acts) throw new CasebookError("casebook-damaged", "the number of acts");
    return { instance: head.instance, documents, lines, attachments: attachmentsOf(files, head) };
  } catch (error) {
    await files.return(undefined);
    throw error;
  }
}

async function documentsIn(files: AsyncGenerator<TarFile>): Promise<PublicDocuments> {
  const content = await contentOf(files, DOCUMENTS_NAME, MOST_DOCUMENTS_BYTES, "casebook-damaged");
  const bytes = await collect(content);
  return orRefused("casebook-damaged", () => parseDocuments(bytes));
}

async function contentOf(
  files: AsyncGenerator<TarFile>,
  name: string,
  mostBytes: number,
  code: CasebookErrorCode,
): Promise<AsyncGenerator<Uint8Array>> {
  const file = await nextFile(files, code);
  if (!file || file.name !== name || file.size > mostBytes) throw new CasebookError(code, `no ${name}`);
  return orDamaged(file.content);
}

async function* attachmentsOf(
  files: AsyncGenerator<TarFile>,
  { attachments }: CasebookHead,
): AsyncGenerator<ReadAttachment> {
  let found = 0;
  let last = "";
  try {
    for (let file = await nextFile(files); file; file = await nextFile(files)) {
      const hash = hashNamed(file.name);
      if (hash <= last) throw new CasebookError("casebook-damaged", "attachments out of order");
      last = hash;
      found++;
      yield { sha256: hash, size: file.size, content: checked(file.content, hash) };
    }
    if (found !== attachments) throw new CasebookError("casebook-damaged", "the number of attachments");
  } finally {
    await files.return(undefined);
  }
}

function hashNamed(name: string): AttachmentHash {
  try {
    return parseAttachmentName(name);
  } catch (error) {
    throw inCasebook(error, "casebook-damaged");
  }
}

async function* checked(content: Chunks, expected: AttachmentHash): AsyncGenerator<Uint8Array> {
  const hash = sha256.create();
  for await (const chunk of orDamaged(content)) {
    hash.update(chunk);
    yield chunk;
  }
  if (encodeHex(hash.digest()) !== expected) throw new CasebookError("attachment-changed");
}

async function nextFile(
  files: AsyncGenerator<TarFile>,
  code: CasebookErrorCode = "casebook-damaged",
): Promise<TarFile | undefined> {
  try {
    const next = await files.next();
    return next.done ? undefined : next.value;
  } catch (error) {
    throw inCasebook(error, code);
  }
}

async function* orDamaged(chunks: Chunks): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw inCasebook(error, "casebook-damaged");
  }
}
