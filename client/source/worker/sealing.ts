import { joined, wipe } from "../../../crypto/bytes.ts";
import { digestOfLeaves, encodeDigest, LEAF_LENGTH } from "../../../crypto/digest.ts";
import type { VerifiedRoster } from "../../../crypto/documents/verified-roster.ts";
import { envelopeLength, sealEnvelope } from "../../../crypto/envelope.ts";
import { sha256Aside } from "../../../crypto/native-sha256.ts";
import type { Primitives } from "../../../crypto/primitives/primitives.ts";
import type { TarFile } from "../../../crypto/tar.ts";
import { free } from "../../browser/free.ts";
import { readBlob } from "../../browser/read-blob.ts";
import { deriveReplyKeys } from "../../letters/reply-keys.ts";
import { type AttachmentDigest, attachmentDigest, proveReply } from "../../letters/reply-proof.ts";
import { encodeTip, TIP_FILE_NAME } from "../../report/tip.ts";
import type { Tell } from "../../workers/calls.ts";
import type { DraftFile, SealingDraft, SealingTold } from "./messages.ts";
import type { PartBuffers } from "./part-buffers.ts";

/**
 * Seals a draft to the roster and tells of it part by part, in buffers that come back from the page, so that no more
 * than a few parts are ever in memory. @returns the envelope's digest, 64 hex digits
 * @throws ReportError tip-too-large; CryptoError size-invalid; UnreadableFile
 */
export async function sealDraft(
  draft: SealingDraft,
  roster: VerifiedRoster,
  primitives: Primitives,
  buffers: PartBuffers,
  tell: Tell<SealingTold>,
): Promise<string> {
  const reader = new BlobReader();
  const files = tarFilesOf(draft, await tipOf(draft, roster, primitives), reader);
  const length = envelopeLength(
    files.map((file) => file.size),
    roster,
  );
  tell({ length, parts: Math.ceil(length / LEAF_LENGTH) });
  const leaves: Promise<ArrayBuffer>[] = [];
  const envelope = sealEnvelope(files, roster, primitives, (chunk) => reader.spent(chunk));
  for await (const bytes of cutIntoParts(envelope, buffers)) {
    // Copies them before it returns, and hashes beside what is sealed next.
    leaves.push(crypto.subtle.digest("SHA-256", bytes));
    tell(bytes, [bytes.buffer]);
  }
  const hashed = await Promise.all(leaves);
  return encodeDigest(digestOfLeaves(hashed.map((leaf) => new Uint8Array(leaf))));
}

/** The bytes of tip.json: under a codename with where an answer may go, and the proof that it goes there rightly. */
async function tipOf(
  { language, report, files, codename }: SealingDraft,
  { anchor, digest }: VerifiedRoster,
  primitives: Primitives,
): Promise<Uint8Array> {
  const tip = { instance: anchor.instance, roster: digest, language, report, attachments: files };
  if (!codename) return encodeTip({ ...tip, reply: null });
  const keys = deriveReplyKeys(codename, anchor.instance, primitives);
  wipe(codename);
  try {
    return encodeTip({ ...tip, reply: proveReply(tip, await digestsOf(files), keys, primitives) });
  } finally {
    keys.wipe();
  }
}

/** Of each attachment as it will be sealed: read for this once more. @throws UnreadableFile */
export async function digestsOf(
  files: readonly Pick<DraftFile, "name" | "content">[],
): Promise<AttachmentDigest[]> {
  const digests: AttachmentDigest[] = [];
  for (const { content, name } of files) {
    const leaves: Uint8Array[] = [];
    for (let at = 0; at < content.size; at += LEAF_LENGTH) {
      const leaf = await readLeaf(content.slice(at, at + LEAF_LENGTH), name);
      leaves.push(await sha256Aside(leaf));
    }
    digests.push(attachmentDigest(leaves));
  }
  return digests;
}

async function readLeaf(leaf: Blob, name: string): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of readBlob(leaf, name)) chunks.push(chunk);
  return joined(chunks);
}

/** The files of the tar: the report first, then what is attached, in the person's order. */
function tarFilesOf({ files }: SealingDraft, tip: Uint8Array, reader: BlobReader): TarFile[] {
  const attached = files.map(({ name, size, content }) => ({
    name,
    size,
    content: reader.read(content, name),
  }));
  return [{ name: TIP_FILE_NAME, size: tip.length, content: [tip] }, ...attached];
}

/**
 * The same bytes in parts of `LEAF_LENGTH`, the last one shorter but never empty. Each part is a whole buffer, so
 * that it can be handed to another thread, and returned to `buffers` from there. The chunks are freed.
 */
export async function* cutIntoParts(
  chunks: AsyncIterable<Uint8Array>,
  buffers: PartBuffers,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  let part = await buffers.take();
  let filled = 0;
  try {
    for await (const chunk of chunks) {
      for (let offset = 0; offset < chunk.length; ) {
        if (filled === LEAF_LENGTH) {
          yield part;
          part = await buffers.take();
          filled = 0;
        }
        const piece = chunk.subarray(offset, offset + LEAF_LENGTH - filled);
        part.set(piece, filled);
        filled += piece.length;
        offset += piece.length;
      }
      free(chunk);
    }
    if (filled > 0) yield part.slice(0, filled);
  } finally {
    // The last part is a copy; one that was handed on has no bytes any more, and isn't taken back.
    buffers.giveBack(part);
  }
}

/** Reads files on the person's machine, and frees what it read once that is sealed. */
class BlobReader {
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
