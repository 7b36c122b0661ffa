import type { HybridKey } from "../../crypto/age/recipient-keys.ts";
import { hybridRecipient } from "../../crypto/age/recipients.ts";
import { seal } from "../../crypto/age/seal.ts";
import type { Primitives } from "../../crypto/primitives/primitives.ts";
import { packPaddedTar, type TarFile } from "../../crypto/tar.ts";
import { encodeDocuments, type PublicDocuments } from "../bundle/documents.ts";
import {
  ACTS_NAME,
  attachmentName,
  DOCUMENTS_NAME,
  encodeHead,
  HEAD_NAME,
  MOST_ACTS,
  MOST_ACTS_BYTES,
  MOST_ATTACHMENTS,
} from "./casebook-file.ts";
import { CasebookError } from "./errors.ts";
import { encodeLines } from "./jsonl.ts";
import { type Line, mergeLines } from "./line.ts";
import type { AttachmentHash } from "./names.ts";

/** An attachment whose bytes go into a casebook. */
export interface StoredAttachment {
  readonly sha256: AttachmentHash;
  /** Bytes. */
  readonly size: number;
  /** `size` bytes that hash to `sha256`; asked for when it is due. */
  readonly content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface CasebookContents {
  /** What a reader needs to verify the acts (`DocumentStore.neededFor`). */
  readonly documents: PublicDocuments;
  /** In any order; each goes in once. */
  readonly lines: Iterable<Line>;
  /** In any order; each hash goes in once. */
  readonly attachments: readonly StoredAttachment[];
}

/**
 * The bytes of a casebook's file (SPEC.md, "Casebook"): a tar, padded, sealed to the reviewers' casebook recipients.
 * @throws CasebookError casebook-too-large; CryptoError no-recipient, size-invalid; what `content` throws
 */
export function sealCasebook(
  { documents, lines, attachments }: CasebookContents,
  recipients: readonly HybridKey[],
  primitives: Primitives,
): AsyncGenerator<Uint8Array> {
  const acts = mergeLines(lines);
  const bytes = acts.reduce((sum, line) => sum + byteLength(line) + 1, 0);
  const stored = new Map(attachments.map((attachment) => [attachment.sha256, attachment]));
  if (acts.length > MOST_ACTS || bytes > MOST_ACTS_BYTES || stored.size > MOST_ATTACHMENTS) {
    throw new CasebookError("casebook-too-large");
  }
  const { instance } = documents.anchor;
  const head = encodeHead({
    type: "nightjar-casebook/v2",
    instance,
    acts: acts.length,
    attachments: stored.size,
  });
  const carried = encodeDocuments(documents);
  const files: TarFile[] = [
    { name: HEAD_NAME, size: head.length, content: [head] },
    { name: DOCUMENTS_NAME, size: carried.length, content: [carried] },
    { name: ACTS_NAME, size: bytes, content: encodeLines(acts) },
    ...[...stored.values()]
      .sort((a, b) => (a.sha256 < b.sha256 ? -1 : 1))
      .map(({ sha256, size, content }) => ({ name: attachmentName(sha256), size, content })),
  ];
  return seal(packPaddedTar(files), recipients.map(hybridRecipient), primitives);
}

/** Bytes of a text in UTF-8. */
function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
